using System.Text.Json;

namespace Seckill.Speed.Http;

/// <summary>What one run of the load generator saw.</summary>
/// <param name="Good">Answers that were what the run expects.</param>
/// <param name="Bad">Any other answers.</param>
/// <param name="Example">The first of the others: status and the start of the body.</param>
/// <param name="Broken">Failed connects, reads and writes, and timeouts.</param>
/// <param name="Microseconds">How long the run was.</param>
/// <param name="P50">Median of the latency, in microseconds.</param>
/// <param name="P99">99th percentile of the latency, in microseconds.</param>
internal sealed record WrkSummary(long Good, long Bad, string Example, long Broken, long Microseconds, long P50, long P99)
{
    private const string Mark = "summary ";

    public double PerSecond => Good * 1e6 / Microseconds;

    /// <summary>Finds the line that the script writes among the generator's own.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static WrkSummary Parse(string output)
    {
        var line = output.Split('\n').LastOrDefault(text => text.StartsWith(Mark, StringComparison.Ordinal))
            ?? throw new FormatException("wrk has not written its summary:\n" + output);
        return JsonSerializer.Deserialize<WrkSummary>(line.AsSpan(Mark.Length), JsonSerializerOptions.Web)
            ?? throw new FormatException("wrk has written an empty summary.");
    }

    /// <exception cref="BenchmarkFailedException">Something else than expected was answered, or nothing at all.</exception>
    public void RequireClean(string run)
    {
        if (Bad > 0 || Broken > 0 || Good == 0)
        {
            throw new BenchmarkFailedException($"{run}: {Good} expected answers, {Bad} unexpected ones (first: {Example}), {Broken} broken requests.");
        }
    }
}
