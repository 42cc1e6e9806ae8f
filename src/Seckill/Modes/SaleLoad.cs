using Seckill.Buckets;
using Seckill.Stock;

namespace Seckill.Modes;

/// <summary>Turns looks at a bucket into rates over about a second.</summary>
internal sealed class SaleLoad
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(1);

    private readonly Queue<(TimeSpan At, long Taken, long Ended)> _looks = new();
    private long _epoch;

    /// <summary>Takes a look; null while the bucket has not been seen.</summary>
    public ModeInputs? Look(BucketRuntime bucket, TimeSpan ledgerLatency, TimeSpan at) =>
        bucket.Gate.Current?.View is { } view ? Look(view, bucket.Waiting, ledgerLatency, at) : null;

    internal ModeInputs Look(BucketView view, int inFlight, TimeSpan ledgerLatency, TimeSpan at)
    {
        if (view.Epoch != _epoch)
        {
            _epoch = view.Epoch;
            _looks.Clear();
        }

        while (_looks.Count > 1 && at - _looks.Peek().At > s_window)
        {
            _looks.Dequeue();
        }

        _looks.Enqueue((at, view.Sequence, view.Ended));
        var first = _looks.Peek();
        var seconds = Math.Max((at - first.At).TotalSeconds, 0.001);
        return new ModeInputs(
            at,
            inFlight,
            view.Sequence - view.Ended,
            ledgerLatency,
            (view.Sequence - first.Taken) / seconds,
            (view.Ended - first.Ended) / seconds);
    }
}
