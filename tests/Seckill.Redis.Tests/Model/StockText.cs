using System.Globalization;
using Seckill.Stock;

namespace Seckill.Redis.Tests.Model;

/// <summary>One spelling for what the model and the store say.</summary>
internal static class StockText
{
    public static string Describe(ReservationState state, int quantity, long sequence) => $"{state.ToString()[..3]}x{quantity}#{sequence}";

    public static string Describe(
        long epoch,
        BucketState state,
        long total,
        long available,
        long reserved,
        long confirmed,
        long sequence,
        long ended,
        long adjusted,
        long version,
        int limit,
        IEnumerable<string> records,
        IEnumerable<int> line) => string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch} {state} total {total} = {available}+{reserved}+{confirmed} seq {sequence} ended {ended} adj {adjusted} v{version} limit {limit} [{string.Join(' ', records)}] line [{string.Join(' ', line)}]");
}
