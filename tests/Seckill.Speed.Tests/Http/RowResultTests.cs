using Seckill.Speed.Http;

namespace Seckill.Speed.Tests.Http;

public sealed class RowResultTests
{
    [Fact]
    public void Ratio_IsTheMedianOfThePairs_NotTheRatioOfTheMedians()
    {
        // The pairs' ratios are 0.1, 0.5 and 0.8; the medians alone would give 40 / 100.
        var row = new RowResult("row", [Pair(100, 10), Pair(200, 100), Pair(50, 40)]);

        Assert.Equal(0.5, row.Ratio, 6);
        Assert.Equal(RowResult.Titles.Length, row.Cells().Length);
    }

    private static Pair Pair(long reference, long product) => new(Run(reference), Run(product), Run(reference));

    private static WrkSummary Run(long good) => new(good, 0, "", 0, 1_000_000, 1, 1);
}
