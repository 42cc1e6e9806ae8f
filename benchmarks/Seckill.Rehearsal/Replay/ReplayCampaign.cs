using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Http;
using Seckill.Rehearsal.Load;

namespace Seckill.Rehearsal.Replay;

/// <summary>Repeats keys at once and in every later state of the sale: each always names the same one purchase.</summary>
internal sealed class ReplayCampaign(ReplayOptions options) : ICampaign
{
    private const int BuyersEach = 8;
    private const int SalesAtOnce = 4;

    public string Name => "replay";

    public bool NeedsOwnHost => false;

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var laws = new ReplayLaws(stage.Report);
        using var desk = new OperatorApi(stage.Address);
        using var pool = new HttpPool(stage.Address.EndPoint, SalesAtOnce * options.AtOnce, TimeSpan.FromSeconds(30));
        await desk.SignInAsync();
        var prefix = stage.NewPrefix("replay");
        var tokens = await desk.MakeBuyersAsync(prefix, options.Repeat * BuyersEach);
        var api = new BuyerApi(pool, stage.Address);
        var lives = Enumerable.Range(0, options.Repeat)
            .Select(i => new ReplayLife(desk, options, laws, (n, sale) => new Claim(api, laws, $"{prefix}{(i * BuyersEach) + n + 1}", tokens[(i * BuyersEach) + n], sale)))
            .ToArray();
        var done = 0;
        await using (new Progress(stage.Output, () => $"{done}/{lives.Length} sales"))
        {
            await Parallel.ForEachAsync(
                lives,
                new ParallelOptions { MaxDegreeOfParallelism = SalesAtOnce, CancellationToken = cancellationToken },
                async (life, stop) =>
                {
                    await life.RunAsync(stop);
                    Interlocked.Increment(ref done);
                });
            await RestartAsync(stage, lives, pool, cancellationToken);
        }

        foreach (var life in lives)
        {
            await life.JudgeAsync();
        }

        stage.Report.Measure("keys repeated", options.Repeat * ReplayLife.Keys);
        stage.Report.Measure("answers compared", laws.SamePurchase.Checked);
    }

    private static async Task RestartAsync(Stage stage, IReadOnlyList<ReplayLife> lives, HttpPool pool, CancellationToken cancellationToken)
    {
        if (stage.Control is not { } host)
        {
            stage.Report.Note("not tried: repeats after a restart, because the host is not this program's own (leave out --url)");
            return;
        }

        await host.StopAsync();
        await host.StartAsync(cancellationToken);
        pool.Renew();
        await RepeatAllAsync(lives, "after a restart");
        await host.KillAsync();
        await host.StartAsync(cancellationToken);
        pool.Renew();
        await RepeatAllAsync(lives, "after a kill");
    }

    private static async Task RepeatAllAsync(IReadOnlyList<ReplayLife> lives, string when)
    {
        foreach (var life in lives)
        {
            await life.RepeatAsync(when);
        }
    }
}
