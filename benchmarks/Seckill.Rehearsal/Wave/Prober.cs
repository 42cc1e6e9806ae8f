using System.Diagnostics;
using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Http;
using Seckill.Rehearsal.Judging;
using Seckill.Rehearsal.Load;

namespace Seckill.Rehearsal.Wave;

/// <summary>Buys one unit after the other at a low rate, on connections of its own, and follows each to its end.</summary>
internal sealed class Prober : IAsyncDisposable
{
    private const int Connections = 64;

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpPool _pool;
    private readonly BuyerApi _api;
    private readonly Shopper _shopper;
    private readonly Witness _witness;
    private readonly string _sale;
    private readonly IReadOnlyList<Buyer> _buyers;
    private readonly TimeSpan _pause;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _probes = [];
    private Task _work = Task.CompletedTask;

    public Prober(HostAddress host, string sale, Witness witness, SaleLaws laws, IReadOnlyList<Buyer> buyers, int perSecond)
    {
        _pool = new HttpPool(host.EndPoint, Connections, AnswerTimeout);
        _api = new BuyerApi(_pool, host);
        _sale = sale;
        _witness = witness;
        _shopper = new Shopper(_api, sale, witness, laws, new HostGate(), new LatencyRecorder());
        _buyers = buyers;
        _pause = TimeSpan.FromSeconds(1.0 / perSecond);
    }

    public ProbeTally Tally { get; } = new();

    public Prober Start(CancellationToken patience)
    {
        _work = RunAsync(patience);
        return this;
    }

    /// <summary>Stops buying and waits for what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        await Task.WhenAll(_probes);
        _pool.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken patience)
    {
        using var timer = new PeriodicTimer(_pause);
        try
        {
            foreach (var buyer in _buyers)
            {
                await timer.WaitForNextTickAsync(_stop.Token);
                _probes.Add(ProbeAsync(buyer, patience));
            }
        }
        catch (OperationCanceledException)
        {
            // The campaign is through.
        }
    }

    private async Task ProbeAsync(Buyer buyer, CancellationToken patience)
    {
        var wish = buyer.MakeWish(1);
        var began = Stopwatch.GetTimestamp();
        var reply = await _api.PurchaseAsync(_sale, buyer.Token, wish.Key, wish.Quantity);
        Tally.Add(reply.Kind, Stopwatch.GetElapsedTime(began));
        _witness.HearPurchase(buyer, wish, reply, knownTaken: false);
        if (reply.Kind != AnswerKind.Ordered)
        {
            await _shopper.AskAsync(buyer, wish, null, patience);
        }
    }
}
