using System.CommandLine;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Sale;

namespace Seckill.Rehearsal.Cli;

/// <summary><c>sale</c>: one sale with honest buyers and bots.</summary>
internal static class SaleCommand
{
    public static Command Create()
    {
        var buyers = Options.Count("--buyers", 20_000, "Buyers, one visit each.", most: 100_000);
        var stock = Options.Count("--stock", 1_000, "Units.");
        var mode = Options.Mode();
        var limit = Options.Count("--limit", 1, "Units one buyer may hold.", most: 1_000);
        var rate = Options.Number("--rate", 0, "Buyers per second, open loop; 0: all at once.", 1_000_000);
        var connections = Options.Count("--connections", 1_000, "Connections.", most: 15_000);
        var duplicates = Options.Share("--duplicates", 0.1, "Share of buyers that repeat a key, one after the other or at once.");
        var vanish = Options.Share("--vanish", 0.05, "Share of buyers that drop the connection; half of them return.");
        var races = Options.Share("--races", 0.05, "Share of buyers that try several keys at once.");
        var pay = Options.Share("--pay", 0.5, "Share of orders that are paid.");
        var cancel = Options.Share("--cancel", 0.05, "Share of orders that are given up.");
        var think = Options.Number("--think", 1, "Seconds before a buyer pays or gives up, from half to one and a half of it; 0: at once.", 10);
        var looks = Options.Count("--looks", 2, "Looks at the sale on each connection before the rush.", most: 100);
        var settle = Options.Number("--settle", 30, "Seconds for repeats and for units that came back, after the last buyer.", 600);
        var command = new Command("sale", "One sale: honest buyers, bots that repeat, race and vanish, payments and cancellations.")
        {
            buyers, stock, mode, limit, rate, connections, duplicates, vanish, races, pay, cancel, think, looks, settle,
        };
        return CampaignRunner.Complete(command, result => new SaleCampaign(new SaleOptions
        {
            Crowd = new CrowdPlan
            {
                Buyers = result.GetValue(buyers),
                Limit = result.GetValue(limit),
                Duplicates = result.GetValue(duplicates),
                Vanish = result.GetValue(vanish),
                Races = result.GetValue(races),
                Pay = result.GetValue(pay),
                Cancel = result.GetValue(cancel),
                Think = TimeSpan.FromSeconds(result.GetValue(think)),
            },
            Stock = result.GetValue(stock),
            Mode = result.GetRequiredValue(mode),
            Rate = result.GetValue(rate),
            Connections = result.GetValue(connections),
            Looks = result.GetValue(looks),
            Settle = TimeSpan.FromSeconds(result.GetValue(settle)),
        }));
    }
}
