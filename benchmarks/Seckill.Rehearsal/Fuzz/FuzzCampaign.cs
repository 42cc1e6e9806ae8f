using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Http;
using Seckill.Rehearsal.Load;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Sends nonsense to every route and looks whether anything breaks or moves.</summary>
internal sealed class FuzzCampaign(FuzzOptions options) : ICampaign
{
    private const int Victims = 20;

    public string Name => "fuzz";

    public bool NeedsOwnHost => false;

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var laws = new FuzzLaws(stage.Report);
        using var desk = new OperatorApi(stage.Address);
        using var pool = new HttpPool(stage.Address.EndPoint, options.Connections, TimeSpan.FromSeconds(15));
        await desk.SignInAsync();
        var api = new BuyerApi(pool, stage.Address);
        var sale = await desk.OpenSaleAsync(new SaleDraft { Stock = 1_000, PerBuyerLimit = 10 });
        var draft = await desk.CreateAsync(new SaleDraft { Stock = 10 });
        var victims = await VictimsOf(api, sale, await desk.MakeBuyersAsync(stage.NewPrefix("victim"), Victims));
        var strangers = await desk.MakeBuyersAsync(stage.NewPrefix("fuzz"), options.Buyers);
        var world = new FuzzWorld(stage.Address.Authority, sale, draft.Id, desk.Token, strangers, [.. victims.Select(one => one.Order)], victims[0].Amount);

        var before = await FuzzSnapshot.TakeAsync(desk, sale);
        var sender = new FuzzSender(pool, stage.Address, laws, world, options.Raw, stage.Report.Seed);
        await using (new Progress(stage.Output, () => $"{sender.Sent}/{options.Count} sent"))
        {
            await Parallel.ForAsync(
                0,
                options.Count,
                new ParallelOptions { MaxDegreeOfParallelism = options.Connections, CancellationToken = cancellationToken },
                async (i, _) => await sender.SendAsync(i));
        }

        (await FuzzSnapshot.TakeAsync(desk, sale)).Compare(before, laws.NothingTaken);
        var last = await api.PurchaseAsync(sale, victims[0].Token, "afterwards", 1);
        laws.StillThere.Check(last.IsTaken, () => $"a plain purchase afterwards: {last}");
        sender.WriteTo(stage.Report);
    }

    private static async Task<List<(byte[] Token, string Order, decimal Amount)>> VictimsOf(BuyerApi api, string sale, byte[][] tokens)
    {
        var victims = new List<(byte[], string, decimal)>();
        foreach (var token in tokens)
        {
            var reply = await api.PurchaseAsync(sale, token, "victim", 1);
            if (reply is not { Kind: AnswerKind.Ordered, OrderId: { } order, Amount: { } amount })
            {
                throw new HostFaultException($"A plain purchase was answered {reply}.");
            }

            var after = victims.Count % 4 == 0 ? await api.PayAsync(token, order) : victims.Count % 4 == 1 ? await api.CancelAsync(token, order) : reply;
            if (after.Kind is not (AnswerKind.Found or AnswerKind.Ordered))
            {
                throw new HostFaultException($"Paying or cancelling a plain order was answered {after}.");
            }

            victims.Add((token, order, amount));
        }

        return victims;
    }
}
