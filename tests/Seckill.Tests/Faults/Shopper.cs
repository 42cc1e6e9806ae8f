using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Sales;
using Seckill.Tests.Embedded;

namespace Seckill.Tests.Faults;

/// <summary>One buyer who repeats what stays unanswered under the same key, and remembers everything that was said.</summary>
internal sealed class Shopper(EmbeddedSystem system, Sale sale, string name, Random random)
{
    private const int MaxTries = 200;

    public string Name => name;

    /// <summary>Every purchase that was ever answered with an order.</summary>
    public Dictionary<string, PurchaseState> Orders { get; } = [];

    public PurchaseAnswerKind Last { get; private set; }

    public async Task ShopAsync(int wishes)
    {
        for (var i = 0; i < wishes; i++)
        {
            var key = $"w{i}";
            await BuyAsync(key, 1 + random.Next(2));
            if (Orders.TryGetValue(key, out var order))
            {
                await MoveOnAsync(order);
            }
        }
    }

    public async Task BuyAsync(string key, int quantity)
    {
        for (var i = 0; i < MaxTries; i++)
        {
            var answer = await system.BuyAsync(sale, name, key, quantity);
            Last = answer.Kind;
            if (answer.Kind == PurchaseAnswerKind.Ordered)
            {
                Orders[key] = answer.Purchase!;
                return;
            }

            if (answer.Kind is not (PurchaseAnswerKind.Unavailable or PurchaseAnswerKind.Queued))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(5, 40)));
        }

        Assert.Fail($"{name} heard {Last} {MaxTries} times.");
    }

    private async Task MoveOnAsync(PurchaseState order)
    {
        switch (random.Next(3))
        {
            case 0:
                await RepeatAsync(() => system.Purchases.CancelAsync(order.Id, order.Buyer));
                break;
            case 1:
                await RepeatAsync(() => system.Purchases.PayAsync(new Payment(order.Id, "demo", "t-" + order.Id, order.Amount!.Value)));
                break;
        }
    }

    private static async Task RepeatAsync<T>(Func<ValueTask<T>> call)
    {
        for (var i = 0; i < MaxTries; i++)
        {
            try
            {
                await call();
                return;
            }
            catch (IOException)
            {
                // Unknown: the same again.
            }
        }
    }
}
