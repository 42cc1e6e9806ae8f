using System.Globalization;
using Seckill.Speed.Reporting;

namespace Seckill.Speed.Http;

/// <summary>One row of the table: medians over its pairs.</summary>
internal sealed record RowResult(string Name, IReadOnlyList<Pair> Pairs)
{
    public static readonly string[] Titles =
        ["row", "product/s", "reference/s", "**ratio**", "ratios of the pairs", "without token check/s", "ratio to it", "p50 · p99 product", "p50 · p99 reference"];

    public double Ratio => Median.Of(Pairs.Select(pair => pair.Ratio));

    public string[] Cells() =>
    [
        Name,
        PerSecond(pair => pair.Product),
        PerSecond(pair => pair.Reference),
        $"**{Number(Ratio)}**",
        string.Join(" · ", Pairs.Select(pair => Number(pair.Ratio))),
        PerSecond(pair => pair.Bare),
        Number(Median.Of(Pairs.Select(pair => pair.RatioToBare))),
        Latency(pair => pair.Product),
        Latency(pair => pair.Reference),
    ];

    private string PerSecond(Func<Pair, WrkSummary> which) =>
        Median.Of(Pairs.Select(pair => which(pair).PerSecond)).ToString("N0", CultureInfo.InvariantCulture);

    private string Latency(Func<Pair, WrkSummary> which) =>
        $"{Milliseconds(Pairs.Select(pair => which(pair).P50))} · {Milliseconds(Pairs.Select(pair => which(pair).P99))} ms";

    private static string Milliseconds(IEnumerable<long> microseconds) =>
        (Median.Of(microseconds.Select(value => (double)value)) / 1000).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);
}
