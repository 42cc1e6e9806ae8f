using System.CommandLine;
using Seckill.Rehearsal.Paced;

namespace Seckill.Rehearsal.Cli;

/// <summary><c>paced</c>: purchases at a steady rate.</summary>
internal static class PacedCommand
{
    public static Command Create()
    {
        var rate = Options.Count("--rate", 5_000, "Purchases per second, open loop.", most: 200_000);
        var seconds = Options.Count("--seconds", 30, "How long it is measured.", most: 600);
        var warmUp = Options.Count("--warm-up", 5, "Seconds at the same rate before, unmeasured.", least: 0, most: 120);
        var p99 = Options.Number("--p99", 20, "The 99th percentile that must not be exceeded, in ms.", 60_000);
        var buyers = Options.Count("--buyers", 20_000, "Distinct buyers.", most: 100_000);
        var connections = Options.Count("--connections", 256, "Connections.", most: 15_000);
        var mode = Options.Mode();
        var command = new Command("paced", "Taken purchases at a steady rate; latency from the intended time.")
        {
            rate, seconds, warmUp, p99, buyers, connections, mode,
        };
        return CampaignRunner.Complete(command, result => new PacedCampaign(new PacedOptions
        {
            Rate = result.GetValue(rate),
            Seconds = result.GetValue(seconds),
            WarmUp = result.GetValue(warmUp),
            P99 = result.GetValue(p99),
            Buyers = result.GetValue(buyers),
            Connections = result.GetValue(connections),
            Mode = result.GetRequiredValue(mode),
        }));
    }
}
