using System.Diagnostics;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Kill;

/// <summary>Ends the host at a random moment, without warning, and starts it again on what it left.</summary>
internal sealed class Killer(Stage stage, KillOptions options, HostGate gate, Witness witness, TokenKeeper tokens)
{
    /// <summary>The longest that a host may take to be ready again.</summary>
    public static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LeastTimeLeft = TimeSpan.FromSeconds(1);

    private readonly IHostControl _host = stage.Control ?? throw new InvalidOperationException("A host of one's own is needed.");
    private long _lastReady;
    private double _longest;
    private double _sum;
    private int _kills;
    private int _wipes;

    /// <summary>How long a round's buyers take to come.</summary>
    public TimeSpan LongestLoad => TimeSpan.FromSeconds(options.Crowd.Buyers / options.Rate);

    /// <summary>What is left of the time in which the sale must come to rest after the last restart.</summary>
    public TimeSpan TimeLeft
    {
        get
        {
            var left = options.Settle - Stopwatch.GetElapsedTime(_lastReady);
            return left > LeastTimeLeft ? left : LeastTimeLeft;
        }
    }

    public async Task StrikeAsync(int round, CancellationToken cancellationToken)
    {
        await Task.Delay(LongestLoad * (0.1 + (0.9 * stage.Dice.NextDouble())), cancellationToken);
        await _host.KillAsync();
        gate.Shut();
        if (options.WipeStockEvery > 0 && round % options.WipeStockEvery == 0)
        {
            witness.TicketsMayBeLost = true;
            _host.DeleteData(options.StockFolder);
            _wipes++;
        }

        var start = Stopwatch.GetTimestamp();
        await _host.StartAsync(cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        _lastReady = Stopwatch.GetTimestamp();
        (_kills, _sum, _longest) = (_kills + 1, _sum + seconds, Math.Max(_longest, seconds));
        await tokens.RenewAsync();
        gate.Open();
    }

    public void WriteTo(Report report)
    {
        report.Measure("kills", _kills);
        report.Measure("stock engine wiped", _wipes);
        report.Measure("start to ready, mean", _kills == 0 ? 0 : _sum / _kills, "s");
        report.Measure("start to ready, longest", _longest, "s");
    }
}
