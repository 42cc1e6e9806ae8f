using System.CommandLine;
using Seckill.Rehearsal.Expire;

namespace Seckill.Rehearsal.Cli;

/// <summary><c>expire</c>: orders that nobody pays.</summary>
internal static class ExpireCommand
{
    public static Command Create()
    {
        var orders = Options.Count("--orders", 100_000, "Orders that nobody pays.", most: 100_000);
        var spread = Options.Count("--spread", 60, "Seconds over which they are bought, and over which they run out.", most: 3_600);
        var calm = Options.Count("--calm", 20, "Seconds between the last purchase and the first deadline, for the kill and the restart.", most: 600);
        var lag = Options.Number("--lag", 1_000, "The 99th percentile of the lag that must not be exceeded, in milliseconds.", 60_000);
        var settle = Options.Number("--settle", 30, "Seconds after the last deadline within which every unit must be back.", 600);
        var mode = Options.Mode();
        var connections = Options.Count("--connections", 128, "Connections.", most: 15_000);
        var command = new Command("expire", "Buys without paying, kills and starts the host while all orders wait, and watches them run out and their units come back.")
        {
            orders, spread, calm, lag, settle, mode, connections,
        };
        return CampaignRunner.Complete(command, result => new ExpireCampaign(new ExpireOptions
        {
            Orders = result.GetValue(orders),
            Spread = TimeSpan.FromSeconds(result.GetValue(spread)),
            Calm = TimeSpan.FromSeconds(result.GetValue(calm)),
            Lag = TimeSpan.FromMilliseconds(result.GetValue(lag)),
            Settle = TimeSpan.FromSeconds(result.GetValue(settle)),
            Mode = result.GetRequiredValue(mode),
            Connections = result.GetValue(connections),
        }));
    }
}
