using System.Diagnostics;
using Seckill.Rehearsal.Api;

namespace Seckill.Rehearsal.Wave;

/// <summary>How single purchases are answered over time. May be told from many threads.</summary>
internal sealed class ProbeTally
{
    // A ticket that comes later than this may be an order that took too long, which gets one in every mode.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(700);

    private readonly Lock _gate = new();
    private long _lastOther = Stopwatch.GetTimestamp();
    private long _lastOrder;

    public int Orders { get; private set; }

    /// <summary>Tickets that came at once.</summary>
    public int Tickets { get; private set; }

    /// <summary>Tickets that came late, and whatever else was answered.</summary>
    public int Others { get; private set; }

    /// <summary>How long nothing but orders has been answered.</summary>
    public TimeSpan OnlyOrdersFor
    {
        get
        {
            lock (_gate)
            {
                return _lastOrder > _lastOther ? Stopwatch.GetElapsedTime(_lastOther, _lastOrder) : TimeSpan.Zero;
            }
        }
    }

    public void Add(AnswerKind kind, TimeSpan took)
    {
        lock (_gate)
        {
            if (kind == AnswerKind.Ordered)
            {
                Orders++;
                _lastOrder = Stopwatch.GetTimestamp();
                return;
            }

            _lastOther = Stopwatch.GetTimestamp();
            if (kind == AnswerKind.Queued && took < AtOnce)
            {
                Tickets++;
            }
            else
            {
                Others++;
            }
        }
    }
}
