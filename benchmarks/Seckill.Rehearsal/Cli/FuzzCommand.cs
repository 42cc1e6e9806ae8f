using System.CommandLine;
using Seckill.Rehearsal.Fuzz;

namespace Seckill.Rehearsal.Cli;

/// <summary><c>fuzz</c>: nonsense to every route.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        var count = Options.Count("--count", 100_000, "Requests.");
        var raw = Options.Share("--raw", 0.05, "Share of requests that are not well-formed HTTP.");
        var connections = Options.Count("--connections", 64, "Connections.", most: 5_000);
        var buyers = Options.Count("--buyers", 2_000, "Buyers to send as.", most: 100_000);
        var command = new Command("fuzz", "Fuzzed ids, bodies, headers, tokens, methods, types and payment notices: nothing breaks and nothing is taken.")
        {
            count, raw, connections, buyers,
        };
        return CampaignRunner.Complete(command, result => new FuzzCampaign(new FuzzOptions
        {
            Count = result.GetValue(count),
            Raw = result.GetValue(raw),
            Connections = result.GetValue(connections),
            Buyers = result.GetValue(buyers),
        }));
    }
}
