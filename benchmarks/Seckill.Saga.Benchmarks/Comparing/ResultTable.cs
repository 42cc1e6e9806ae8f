using System.Globalization;
using System.Text;
using Seckill.Sagas.Benchmarks.Running;

namespace Seckill.Sagas.Benchmarks.Comparing;

/// <summary>Results as a table in Markdown.</summary>
internal static class ResultTable
{
    /// <param name="name">The table's name.</param>
    /// <param name="rows">The rounds of each contestant; the first one's are what ratios are to.</param>
    public static string Print(string name, IReadOnlyList<List<RunResult>> rows)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | sagas/s | rounds | ours ÷ this | CPU µs a saga | % of one core | bytes a saga | start p50 · p99 ms |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        var ours = Median(rows[0], static r => r.PerSecond);
        foreach (var row in rows)
        {
            var perSecond = Median(row, static r => r.PerSecond);
            text.Append(CultureInfo.InvariantCulture, $"| {row[0].Contestant} | {perSecond:N0} | {string.Join(" · ", row.Select(static r => $"{r.PerSecond / 1000:F1}k"))} ");
            text.Append(CultureInfo.InvariantCulture, $"| {ours / perSecond:F2} | {Median(row, static r => r.CpuMicroseconds):F1} | {Median(row, static r => r.CpuCores) * 100:F0} ");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {Median(row, static r => r.Bytes):N0} | {Median(row, static r => r.StartP50):F2} · {Median(row, static r => r.StartP99):F1} |");
        }

        return text.ToString();
    }

    private static double Median(List<RunResult> runs, Func<RunResult, double> figure)
    {
        var sorted = runs.Select(figure).Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
