using System.Globalization;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Cli;

/// <summary>Writes a report for people.</summary>
internal static class ReportPrinter
{
    public static void Print(Report report, TextWriter output)
    {
        PrintFound(report, output);
        output.WriteLine(report.Passed ? "  every law that was tried held" : $"  BROKEN: {string.Join(", ", report.Broken.Select(law => law.Name))}");
    }

    /// <summary>What was found, without a verdict: a campaign that was cut short has none.</summary>
    public static void PrintFound(Report report, TextWriter output)
    {
        foreach (var figure in report.Figures)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {figure.Name,-36} {figure.Value,14:#,0.###} {figure.Unit}"));
        }

        foreach (var note in report.Notes)
        {
            output.WriteLine($"  {note}");
        }

        foreach (var law in report.Laws)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Verdict(law),-10} {law.Name,-24} {law.Meaning} ({law.Checked:#,0} checks)"));
            foreach (var example in law.Examples)
            {
                output.WriteLine($"             {example}");
            }
        }
    }

    private static string Verdict(Law law) => law.Broken > 0 ? $"BROKEN {law.Broken}" : law.Checked > 0 ? "held" : "not tried";
}
