using Seckill.Ids;
using Seckill.Ledger;
using Seckill.PurchaseSagas;
using Seckill.Sagas;

namespace Seckill.Tests.PurchaseSagas;

/// <summary>Records that orders imply, beside those that are rows.</summary>
public sealed class PurchaseSagaStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_gives_what_the_order_implies()
    {
        await using var world = await PurchaseWorld.StartAsync(withEngine: false);
        var sale = await world.OpenSaleAsync(stock: 3);
        var draft = world.Reserve(sale, quantity: 2);
        Assert.Null(await world.FindSagaAsync(draft));
        Assert.Null(await world.Store.FindAsync(SagaId.Parse("no-purchase"), Token));

        var order = (await world.Ledger.CreateAsync([draft], Token))[0].Order!;
        var waiting = (await world.FindSagaAsync(draft))!;
        Assert.Equal((SagaStatus.Waiting, PurchaseSaga.Payment, order.PayBefore, order.PayBefore), (waiting.Status, waiting.StepName, waiting.Deadline, waiting.DueAt));
        Assert.Equal((PurchaseSaga.Name, 1L), (waiting.Definition, waiting.Seq));

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.PayAsync(draft);
        Assert.Equal((SagaStatus.Waiting, world.Clock.GetUtcNow()), ((await world.FindSagaAsync(draft))!.Status, (await world.FindSagaAsync(draft))!.DueAt));

        await world.Ledger.SyncPaidAsync([draft.Id], Token);
        Assert.Equal((SagaStatus.Completed, (DateTimeOffset?)null), ((await world.FindSagaAsync(draft))!.Status, (await world.FindSagaAsync(draft))!.DueAt));

        var late = world.Reserve(sale, quantity: 2);
        await world.Ledger.CreateAsync([late], Token);
        Assert.Equal((SagaStatus.Compensated, "sold-out"), ((await world.FindSagaAsync(late))!.Status, (await world.FindSagaAsync(late))!.Reason));
    }

    [Fact]
    public async Task An_end_that_the_ledger_implies_writes_nothing()
    {
        await using var world = await PurchaseWorld.StartAsync(withEngine: false);
        var draft = await EndedAsync(world);
        var implied = (await world.FindSagaAsync(draft))!;

        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(world, implied with { Seq = 2, WriteId = 7 }));

        Assert.Null(await world.FindRowAsync(draft));
    }

    [Fact]
    public async Task A_record_that_no_order_implies_becomes_a_row_and_hides_the_implied_one()
    {
        await using var world = await PurchaseWorld.StartAsync(withEngine: false);
        var draft = await EndedAsync(world);
        var implied = (await world.FindSagaAsync(draft))!;
        var parked = implied with { Seq = 2, WriteId = 7, Status = SagaStatus.Parked, ParkedFrom = SagaStatus.Compensating, Reason = "looked at" };

        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(world, parked));
        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(world, parked));
        Assert.Equal(SagaCommitOutcome.Stale, await CommitAsync(world, parked with { WriteId = 8 }));

        var found = (await world.FindSagaAsync(draft))!;
        Assert.Equal((SagaStatus.Parked, 2L, "looked at"), (found.Status, found.Seq, found.Reason));
        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(world, found with { Seq = 3, WriteId = 9, Status = SagaStatus.Compensated }));
        Assert.Equal(SagaStatus.Compensated, (await world.FindRowAsync(draft))!.Status);
    }

    [Fact]
    public async Task A_record_without_row_and_order_is_stale()
    {
        await using var world = await PurchaseWorld.StartAsync(withEngine: false);
        var known = await EndedAsync(world);
        var nobody = SagaId.Parse(world.Reserve(await world.OpenSaleAsync()).Id.ToString());
        var record = (await world.FindSagaAsync(known))!;

        var outcomes = new SagaCommitOutcome[3];
        SagaRecord[] mixed = [record with { Id = nobody, Seq = 2, WriteId = 1 }, record with { Id = SagaId.Parse("other"), Definition = "other", WriteId = 2 }, record with { Seq = 2, WriteId = 3 }];
        await world.Store.CommitAsync(mixed, outcomes, Token);

        Assert.Equal([SagaCommitOutcome.Stale, SagaCommitOutcome.Committed, SagaCommitOutcome.Committed], outcomes);
    }

    [Fact]
    public async Task Due_are_overdue_and_unbooked_orders_without_a_row()
    {
        await using var world = await PurchaseWorld.StartAsync(withEngine: false);
        var sale = await world.OpenSaleAsync();
        var drafts = Enumerable.Range(0, 4).Select(_ => world.Reserve(sale)).ToArray();
        await world.Ledger.CreateAsync(drafts, Token);
        var lease = (await world.Store.AcquireShardAsync(0, "me", TimeSpan.FromMinutes(5), Token))!.Value;
        Assert.Empty(await DueAsync(lease.Epoch));

        await world.PayAsync(drafts[0]);
        Assert.Equal([drafts[0].Id], await DueAsync(lease.Epoch));
        world.Clock.Advance(TimeSpan.FromMinutes(16));
        lease = (await world.Store.AcquireShardAsync(0, "me", TimeSpan.FromMinutes(5), Token))!.Value;
        Assert.Equal([drafts[1].Id, drafts[2].Id, drafts[3].Id, drafts[0].Id], await DueAsync(lease.Epoch));

        var own = (await world.FindSagaAsync(drafts[2]))!;
        await CommitAsync(world, own with { Seq = 2, WriteId = 5, DueAt = world.Clock.GetUtcNow().AddHours(1) });
        await world.Ledger.SyncPaidAsync([drafts[0].Id], Token);
        Assert.Equal([drafts[1].Id, drafts[3].Id], await DueAsync(lease.Epoch));
        Assert.Empty(await DueAsync(lease.Epoch, shard: 1));
        Assert.Empty(await DueAsync(lease.Epoch, kind: SagaClaimKind.Interrupted));
        Assert.Empty(await DueAsync(lease.Epoch - 1));

        async Task<IEnumerable<PurchaseId>> DueAsync(long epoch, int shard = 0, SagaClaimKind kind = SagaClaimKind.Due)
        {
            var page = await world.Store.ClaimDueAsync(new SagaClaim(shard, epoch, kind, world.Clock.GetUtcNow(), 10), Token);
            return page.Records.Select(r => ImpliedSagas.TryId(r.Id, out var id) ? id : default).ToList();
        }
    }

    [Fact]
    public async Task Query_pages_over_rows_and_implied_records()
    {
        await using var world = await PurchaseWorld.StartAsync(withEngine: false);
        var sale = await world.OpenSaleAsync();
        var drafts = new List<OrderDraft>();
        for (var i = 0; i < 7; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            drafts.Add(world.Reserve(sale));
            await world.Ledger.CreateAsync([drafts[i]], Token);
        }

        await world.PayAsync(drafts[0]);
        await world.PayAsync(drafts[4]);
        await world.Ledger.SyncPaidAsync([drafts[4].Id], Token);
        await CancelAsync(world, drafts[1]);
        await CancelAsync(world, drafts[5]);
        var unknown = world.Reserve(sale);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await CancelAsync(world, unknown);
        drafts.Add(unknown);
        var own = (await world.FindSagaAsync(drafts[5]))!;
        await CommitAsync(world, own with { Seq = 2, WriteId = 5, Status = SagaStatus.Parked, ParkedFrom = SagaStatus.Compensating });

        await AssertPagesAsync(null, 3, [7, 6, 5, 4, 3, 2, 1, 0]);
        await AssertPagesAsync(SagaStatus.Waiting, 2, [6, 3, 2, 0]);
        await AssertPagesAsync(SagaStatus.Completed, 1, [4]);
        await AssertPagesAsync(SagaStatus.Compensated, 1, [7, 1]);
        await AssertPagesAsync(SagaStatus.Parked, 2, [5]);
        await AssertPagesAsync(SagaStatus.Running, 2, []);

        async Task AssertPagesAsync(SagaStatus? status, int size, int[] expected)
        {
            var seen = new List<int>();
            var more = true;
            for (var page = 1; more; page++)
            {
                var list = await world.Store.QueryAsync(new SagaQuery { Status = status, Page = page, PageSize = size }, Token);
                seen.AddRange(list.Records.Select(r => drafts.FindIndex(d => d.Id.ToString() == r.Id.Value)));
                more = list.HasMore;
                Assert.True(more ? list.Records.Count == size : seen.Count == expected.Length, $"Page {page} of {status}: {string.Join(' ', seen)}.");
            }

            Assert.Equal(expected, seen);
        }
    }

    private static async Task<OrderDraft> EndedAsync(PurchaseWorld world)
    {
        var draft = world.Reserve(await world.OpenSaleAsync());
        await world.Ledger.CreateAsync([draft], Token);
        await CancelAsync(world, draft);
        return draft;
    }

    private static async Task CancelAsync(PurchaseWorld world, OrderDraft draft) =>
        await world.Ledger.CancelAsync([new CancelRequest(draft, EndReason.CancelledByBuyer)], Token);

    private static async Task<SagaCommitOutcome> CommitAsync(PurchaseWorld world, SagaRecord record)
    {
        var outcomes = new SagaCommitOutcome[1];
        await world.Store.CommitAsync(new[] { record }, outcomes, Token);
        return outcomes[0];
    }
}
