using Seckill.Speed.Http;

namespace Seckill.Speed.Tests.Http;

public sealed class WrkSummaryTests
{
    private const string Output = """
        Running 10s test @ http://127.0.0.1:5080/
          2 threads and 128 connections
        Requests/sec:  40000.00
        summary {"good":300,"bad":0,"example":"","broken":0,"microseconds":2000000,"p50":2100,"p99":9000}

        """;

    [Fact]
    public void Parse_AmongOtherLines_FindsTheSummary()
    {
        var summary = WrkSummary.Parse(Output);

        Assert.Equal(new WrkSummary(300, 0, "", 0, 2_000_000, 2_100, 9_000), summary);
        Assert.Equal(150, summary.PerSecond);
        summary.RequireClean("run");
    }

    [Fact]
    public void Parse_WithoutSummary_Fails() => Assert.Throws<FormatException>(() => WrkSummary.Parse("unable to connect"));

    [Theory]
    [InlineData(300, 1, 0)]
    [InlineData(300, 0, 1)]
    [InlineData(0, 0, 0)]
    public void RequireClean_AnythingUnexpected_FailsTheRun(long good, long bad, long broken)
    {
        var summary = new WrkSummary(good, bad, "503 no", broken, 1, 1, 1);

        Assert.Throws<BenchmarkFailedException>(() => summary.RequireClean("run"));
    }
}
