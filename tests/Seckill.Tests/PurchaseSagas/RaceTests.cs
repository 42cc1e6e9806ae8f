using System.Globalization;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Sagas;
using Seckill.Sales;

namespace Seckill.Tests.PurchaseSagas;

/// <summary>Payments against deadlines. <c>SECKILL_SAGA_RACES</c> sets how many (default 2,000), <c>SECKILL_SEED</c> the seed.</summary>
public sealed class RaceTests
{
    private const int Wave = 500;

    // Payments come from 100 ms before the deadline to 400 ms behind it, while the engine looks every 200 ms.
    private const int Slots = 10;
    private static readonly TimeSpan s_lead = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Races => FromEnvironment("SECKILL_SAGA_RACES", 2_000);

    [Fact]
    public async Task Payment_against_deadline_has_one_winner_each()
    {
        var seed = FromEnvironment("SECKILL_SEED", Environment.TickCount & 0xFFFFFF);
        var dice = new Random(seed);
        await using var world = await PurchaseWorld.StartAsync();
        var sale = await world.OpenSaleAsync(Races, s_window);
        var paid = 0;
        for (var done = 0; done < Races; done += Wave)
        {
            paid += await RaceAsync(world, sale, Math.Min(Wave, Races - done), dice);
            var now = (await world.Sales.FindAsync(sale.Id, Token))!;
            Assert.Equal((0L, (long)paid), (now.PendingUnits, now.PaidUnits));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {Races} races, {paid} won by the payment");
        Assert.InRange(paid, 1, Races - 1);
        var booked = (await world.Inventory.FindAsync(sale.Product, Token))!;
        Assert.Equal(Races - paid, booked.Allotted);
    }

    /// <returns>How many the payment won.</returns>
    private static async Task<int> RaceAsync(PurchaseWorld world, Sale sale, int count, Random dice)
    {
        var drafts = Enumerable.Range(0, count).Select(_ => world.Reserve(sale)).ToArray();
        Assert.All((await world.BuyAsync(drafts))!, result => Assert.True(result.Created));
        await world.UntilAsync(() => world.Told.Count(PurchaseStatus.PendingPayment) == count, "all are asked to pay");
        var slots = drafts.ToLookup(_ => dice.Next(Slots));
        world.Clock.Advance(s_window - s_lead);
        var payments = new Dictionary<PurchaseId, Task<PaymentResult>>();
        for (var slot = 0; slot < Slots; slot++)
        {
            if (slot == Slots - 1 && slots[slot].Any())
            {
                // The clock may run ahead of the engine: without this the payments could win every race, and none would be one.
                await world.UntilAsync(() => world.Told.Count(PurchaseStatus.Cancelled) > 0, "a deadline has won");
            }

            // Not awaited here: payments and the engine's looks go to the ledger side by side.
            foreach (var draft in slots[slot])
            {
                payments.Add(draft.Id, world.PayAsync(draft));
            }

            await world.StepAsync();
        }

        await Task.WhenAll(payments.Values);
        await JudgeAsync(world, drafts, payments);
        var paid = payments.Values.Count(p => p.Result.Outcome == PaymentOutcome.Paid);
        world.Told.Clear();
        return paid;
    }

    private static async Task JudgeAsync(PurchaseWorld world, OrderDraft[] drafts, Dictionary<PurchaseId, Task<PaymentResult>> payments)
    {
        var lost = drafts.Where(d => payments[d.Id].Result.Outcome == PaymentOutcome.Refund).Select(d => d.Id).ToHashSet();
        await world.UntilAsync(() => world.Told.Count(PurchaseStatus.Cancelled) >= lost.Count, "whoever lost is told");
        await world.UntilAsync(async () => (await world.Ledger.ListUnsyncedAsync(DateTimeOffset.MaxValue, 1, Token)).Count == 0, "what is paid is booked");
        Assert.Equal(lost, world.Told.Refunds.ToHashSet());
        Assert.Equal(lost.Count, world.Told.Refunds.Count);
        Assert.Equal(drafts.Length - lost.Count, world.Told.Count(PurchaseStatus.Paid));
        foreach (var draft in drafts)
        {
            var isLost = lost.Contains(draft.Id);
            await world.UntilSagaIsAsync(draft, isLost ? SagaStatus.Compensated : SagaStatus.Completed);
            var order = (await world.FindAsync(draft))!;
            Assert.Equal(isLost ? (OrderStatus.Cancelled, false) : (OrderStatus.Paid, true), (order.Status, order.IsSynced));
        }

        var returns = await world.Ledger.ListReturnsAsync(null, Wave + 1, Token);
        Assert.Equal(lost, returns.Select(r => r.Id).ToHashSet());
        Assert.Equal(lost.Count, returns.Count);
        await world.Ledger.CompleteReturnsAsync([.. lost], Token);
    }

    private static int FromEnvironment(string name, int value) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var n) ? n : value;
}
