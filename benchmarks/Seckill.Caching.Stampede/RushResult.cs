using System.Globalization;

namespace Seckill.Caching.Stampede;

/// <summary>What a process saw of a rush.</summary>
/// <param name="Loads">Loads that it made itself.</param>
/// <param name="Answers">Callers that got the value.</param>
/// <param name="SlowestMs">When the last of them was answered.</param>
internal sealed record RushResult(int Loads, int Answers, double SlowestMs)
{
    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"done {Loads} {Answers} {SlowestMs:F3}");

    public static RushResult Parse(string line)
    {
        var parts = line.Split(' ');
        return parts is ["done", var loads, var answers, var slowest]
            ? new RushResult(
                int.Parse(loads, CultureInfo.InvariantCulture), int.Parse(answers, CultureInfo.InvariantCulture), double.Parse(slowest, CultureInfo.InvariantCulture))
            : throw new FormatException($"A worker answered \"{line}\".");
    }
}
