using System.CommandLine;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Kill;

namespace Seckill.Rehearsal.Cli;

/// <summary><c>kill</c>: the host is killed in the middle of its sale.</summary>
internal static class KillCommand
{
    public static Command Create()
    {
        var rounds = Options.Count("--rounds", 10, "Kills.", most: 200);
        var wipe = Options.Count("--wipe-stock-every", 0, "Every so many rounds the stock engine's data is deleted too; 0: never.", least: 0);
        var folder = new Option<string>("--stock-folder") { Description = "The stock engine's folder in the data directory.", DefaultValueFactory = _ => "stock" };
        var buyers = Options.Count("--buyers-per-round", 2_000, "Buyers that come in a round.", most: 20_000);
        var stock = Options.Count("--stock-per-round", 1_700, "Units for each round.");
        var rate = Options.Count("--rate", 1_500, "Buyers per second.", most: 100_000);
        var mode = Options.Mode();
        var connections = Options.Count("--connections", 500, "Connections.", most: 15_000);
        var settle = Options.Number("--settle", 30, "Seconds after the last restart within which everything must be at rest and sold.", 600);
        var command = new Command("kill", "Kills the host at random moments of a sale and starts it on the same data; buyers repeat what was not answered.")
        {
            rounds, wipe, folder, buyers, stock, rate, mode, connections, settle,
        };
        return CampaignRunner.Complete(command, result => new KillCampaign(new KillOptions
        {
            Rounds = result.GetValue(rounds),
            WipeStockEvery = result.GetValue(wipe),
            StockFolder = result.GetRequiredValue(folder),
            Crowd = new CrowdPlan { Buyers = result.GetValue(buyers) },
            StockPerRound = result.GetValue(stock),
            Rate = result.GetValue(rate),
            Mode = result.GetRequiredValue(mode),
            Connections = result.GetValue(connections),
            Settle = TimeSpan.FromSeconds(result.GetValue(settle)),
        }));
    }
}
