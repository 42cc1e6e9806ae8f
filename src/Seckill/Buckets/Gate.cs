using Seckill.Ids;
using Seckill.Purchasing;
using Seckill.Stock;

namespace Seckill.Buckets;

/// <summary>
/// What a node knows of a bucket without asking. It refuses from memory only buyers who cannot hold anything in the sale, only while its
/// look is young, by quantity only when nothing at all is available, and never on a look that the holders' filter does not cover.
/// </summary>
internal sealed class Gate(TimeProvider time, TimeSpan viewLife, HolderFilter holders)
{
    private readonly long _life = (long)(viewLife.TotalSeconds * time.TimestampFrequency);
    private GateView? _current;

    /// <summary>The newest look; null before the first one.</summary>
    public GateView? Current => Volatile.Read(ref _current);

    public HolderFilter Holders => holders;

    /// <summary>Keeps a look if it is newer than the one held. Buyers it counts must have been added to the filter before.</summary>
    public void Observe(BucketView view)
    {
        var next = new GateView(view, time.GetTimestamp());
        while (true)
        {
            var current = Current;
            if (current is not null && !IsNewer(view, current.View))
            {
                return;
            }

            if (ReferenceEquals(Interlocked.CompareExchange(ref _current, next, current), current))
            {
                return;
            }
        }
    }

    /// <summary>Forgets what was seen, so that the next purchase asks the store.</summary>
    public void Forget() => Volatile.Write(ref _current, null);

    /// <summary>True when the buyer can be refused without asking the store.</summary>
    public bool TryRefuse(BuyerId buyer, out PurchaseAnswer answer)
    {
        answer = default;
        if (Current is not { } look || time.GetTimestamp() - look.Taken > _life)
        {
            return false;
        }

        var now = Now(look);
        if (Refusal(look.View, now) is not { } kind
            || !holders.Covers(look.View.Epoch, look.View.Sequence)
            || holders.MayContain(buyer))
        {
            return false;
        }

        answer = new PurchaseAnswer(kind, RetryAfter: kind == PurchaseAnswerKind.NotStarted ? look.View.Settings.StartsAt - now : null);
        return true;
    }

    /// <summary>The store's clock now, as far as a look tells.</summary>
    public DateTimeOffset Now(GateView look) => look.View.ServerTime + time.GetElapsedTime(look.Taken);

    private static PurchaseAnswerKind? Refusal(BucketView view, DateTimeOffset now) => view.State switch
    {
        BucketState.Loading => null,
        BucketState.Closed => PurchaseAnswerKind.Ended,
        _ when now >= view.Settings.EndsAt => PurchaseAnswerKind.Ended,
        BucketState.Paused => PurchaseAnswerKind.Paused,
        _ when now < view.Settings.StartsAt => PurchaseAnswerKind.NotStarted,
        _ when view.Available <= 0 => PurchaseAnswerKind.SoldOut,
        _ => null,
    };

    private static bool IsNewer(BucketView view, BucketView than) =>
        view.Epoch != than.Epoch
            ? view.Epoch > than.Epoch
            : view.Revision > than.Revision || (view.Revision == than.Revision && view.ServerTime >= than.ServerTime);
}
