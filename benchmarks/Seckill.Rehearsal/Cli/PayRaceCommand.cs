using System.CommandLine;
using Seckill.Rehearsal.PayRace;

namespace Seckill.Rehearsal.Cli;

/// <summary><c>payrace</c>: payments around their deadlines.</summary>
internal static class PayRaceCommand
{
    public static Command Create()
    {
        var races = Options.Count("--races", 10_000, "Payments around a deadline.", most: 100_000);
        var inFlight = Options.Count("--in-flight", 2_000, "Orders at once.", most: 20_000);
        var spread = Options.Count("--spread-ms", 300, "Payments come up to so much before or after the deadline.", least: 0, most: 900);
        var mode = Options.Mode();
        var connections = Options.Count("--connections", 500, "Connections.", most: 15_000);
        var most = Options.Number("--most", 300, "Seconds that the whole may take.", 3_600);
        var command = new Command("payrace", "Pays and cancels around a payment window of 1 s; units of cancelled orders are sold on until all are paid.")
        {
            races, inFlight, spread, mode, connections, most,
        };
        return CampaignRunner.Complete(command, result => new PayRaceCampaign(new PayRaceOptions
        {
            Races = result.GetValue(races),
            InFlight = result.GetValue(inFlight),
            Spread = TimeSpan.FromMilliseconds(result.GetValue(spread)),
            Mode = result.GetRequiredValue(mode),
            Connections = result.GetValue(connections),
            Most = TimeSpan.FromSeconds(result.GetValue(most)),
        }));
    }
}
