using Seckill.Ids;
using Seckill.Stock;

namespace Seckill.Redis.Tests.Model;

/// <summary>Plays sequences against model and store side by side; a difference is shrunk and told with its seed.</summary>
internal static class ModelCheck
{
    private static int s_bucket;

    /// <summary>Null when model and store agree in all sequences.</summary>
    public static async Task<string?> FindDifferenceAsync(IStockStore store, int firstSeed, int count, int lanes = 8)
    {
        string? found = null;
        await Parallel.ForEachAsync(
            Enumerable.Range(firstSeed, count),
            new ParallelOptions { MaxDegreeOfParallelism = lanes },
            async (seed, _) =>
            {
                if (Volatile.Read(ref found) is not null)
                {
                    return;
                }

                var ops = new StockOpGenerator(seed).Sequence();
                if (await PlayAsync(store, ops) is not null)
                {
                    var shrunk = await ShrinkAsync(store, ops);
                    Volatile.Write(ref found, $"seed {seed}: {await PlayAsync(store, shrunk)}\n  {string.Join("\n  ", shrunk)}");
                }
            });
        return found;
    }

    private static async Task<List<StockOp>> ShrinkAsync(IStockStore store, List<StockOp> ops)
    {
        for (var i = ops.Count - 1; i >= 0; i--)
        {
            List<StockOp> fewer = [.. ops[..i], .. ops[(i + 1)..]];
            if (await PlayAsync(store, fewer) is not null)
            {
                ops = fewer;
                i = Math.Min(i, ops.Count);
            }
        }

        return ops;
    }

    private static async Task<string?> PlayAsync(IStockStore store, IReadOnlyList<StockOp> ops)
    {
        var bucket = new BucketKey(SaleId.Parse($"m{Environment.ProcessId}-{Interlocked.Increment(ref s_bucket)}"), 0);
        var model = new StockModel();
        var driver = new StockDriver(store, bucket);
        try
        {
            for (var i = 0; i < ops.Count; i++)
            {
                var actual = await driver.ApplyAsync(ops[i], model);
                var expected = model.Apply(ops[i]);
                if (actual != expected)
                {
                    return $"call {i} {ops[i]} answered \"{actual}\", the model says \"{expected}\"";
                }
            }

            var seen = await driver.DescribeAsync();
            var wanted = model.Describe();
            return seen == wanted ? null : $"bucket is \"{seen}\", the model says \"{wanted}\"";
        }
        catch (StackExchange.Redis.RedisServerException e)
        {
            return $"a script failed: {e.Message}";
        }
        finally
        {
            await store.DeleteAsync(bucket);
        }
    }
}
