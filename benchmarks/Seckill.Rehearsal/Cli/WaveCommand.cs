using System.CommandLine;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Wave;

namespace Seckill.Rehearsal.Cli;

/// <summary><c>wave</c>: an adaptive sale under waves of load.</summary>
internal static class WaveCommand
{
    public static Command Create()
    {
        var waves = Options.Count("--waves", 2, "Waves.", most: 20);
        var buyers = Options.Count("--buyers", 20_000, "Buyers of a wave.", most: 40_000);
        var rate = Options.Number("--rate", 0, "Buyers of a wave per second, open loop; 0: all at once.", 1_000_000);
        var connections = Options.Count("--connections", 5_000, "Connections.", most: 15_000);
        var probes = Options.Count("--probes", 20, "Single purchases per second, all the time.", most: 200);
        var patience = Options.Number("--patience", 120, "Seconds within which it must be calm again after a wave.", 600);
        var command = new Command("wave", "An adaptive sale: calm, waves of load that must be met with tickets, and orders again after each; nobody is lost on a switch.")
        {
            waves, buyers, rate, connections, probes, patience,
        };
        return CampaignRunner.Complete(command, result => new WaveCampaign(new WaveOptions
        {
            Waves = result.GetValue(waves),
            Crowd = new CrowdPlan { Buyers = result.GetValue(buyers) },
            Rate = result.GetValue(rate),
            Connections = result.GetValue(connections),
            ProbesPerSecond = result.GetValue(probes),
            Patience = TimeSpan.FromSeconds(result.GetValue(patience)),
        }));
    }
}
