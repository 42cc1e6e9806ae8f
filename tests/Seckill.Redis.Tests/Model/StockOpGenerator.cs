using Seckill.Stock;

namespace Seckill.Redis.Tests.Model;

/// <summary>Makes random sequences that begin with a load, most of the time whole, and go on with repeats and wrong epochs.</summary>
internal sealed class StockOpGenerator(int seed)
{
    private readonly Random _random = new(seed);

    public List<StockOp> Sequence()
    {
        var ops = new List<StockOp>();
        if (_random.Next(10) > 0)
        {
            var orders = Orders(_random.Next(4));
            ops.Add(new StockOp.BeginLoad(1, 12 + _random.Next(8), orders, BucketState.Open, 1 + _random.Next(5)));
            ops.Add(new StockOp.LoadPage(0, 0, 8));
            ops.Add(new StockOp.CompleteLoad(0));
        }

        var length = 10 + _random.Next(40);
        while (ops.Count < length)
        {
            // A repeat of something old is the commonest fault of a network.
            ops.Add(ops.Count > 3 && _random.Next(5) == 0 ? ops[_random.Next(ops.Count)] : Next());
        }

        return ops;
    }

    private StockOp Next() => _random.Next(40) switch
    {
        < 14 => new StockOp.Reserve(EpochOffset(), Many(1 + _random.Next(6), () => (Purchase(), 1 + _random.Next(3)))),
        < 21 => new StockOp.Confirm(Many(1 + _random.Next(5), () => (Purchase(), 1 + _random.Next(3)))),
        < 28 => new StockOp.Release(EpochOffset(), Many(1 + _random.Next(5), () => (Purchase(), 1 + _random.Next(3), _random.Next(5) == 0))),
        < 31 => new StockOp.Adjust(EpochOffset(), _random.Next(4) switch { 0 => 0, 1 => 2, _ => 1 }, _random.Next(-6, 7)),
        < 33 => new StockOp.Configure(EpochOffset(), _random.Next(3), (BucketState)(1 + (_random.Next(8) switch { < 5 => 0, < 7 => 1, _ => 2 })), 1 + _random.Next(5), _random.Next(6) switch { 0 => -1, 1 => 1, _ => 0 }, 1 + _random.Next(100)),
        < 34 => _random.Next(4) == 0 ? new StockOp.Close(EpochOffset()) : new StockOp.Hold(),
        < 36 => new StockOp.BeginLoad(_random.Next(4) switch { 0 => 0, 1 => -1, _ => 1 }, 10 + _random.Next(10), Orders(_random.Next(5)), (BucketState)(1 + _random.Next(2)), 1 + _random.Next(5)),
        < 37 => new StockOp.LoadHeld(EpochOffset(), _random.Next(Samples.Buyers), 1 + _random.Next(3)),
        < 38 => new StockOp.LoadPage(EpochOffset(), _random.Next(3), 1 + _random.Next(6)),
        < 39 => new StockOp.CompleteLoad(EpochOffset()),
        _ => _random.Next(4) == 0 ? new StockOp.Delete() : new StockOp.LoadPage(0, 0, 8),
    };

    private long EpochOffset() => _random.Next(10) switch { 0 => -1, 1 => 1, _ => 0 };

    private int Purchase() => _random.Next(Samples.Purchases);

    private List<(int Purchase, int Quantity)> Orders(int count) =>
        [.. Enumerable.Range(0, Samples.Purchases).OrderBy(_ => _random.Next()).Take(count).Select(p => (p, 1 + _random.Next(2)))];

    private static List<T> Many<T>(int count, Func<T> make) => [.. Enumerable.Range(0, count).Select(_ => make())];
}
