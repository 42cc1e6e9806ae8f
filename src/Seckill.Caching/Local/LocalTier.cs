using Seckill.Caching.Following;

namespace Seckill.Caching.Local;

/// <summary>
/// The Local tier: values and, in a small region of their own so that absent keys cannot crowd out values, known absences.
/// Every change of a key happens under its stripe's lock, together with the watches that are registered there.
/// </summary>
internal sealed class LocalTier(LocalStore values, LocalStore absences, VersionSource? ownVersions, bool completeInline) : IDisposable
{
    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, 256).Select(_ => new Stripe())];

    /// <summary>The store of the values, for the hit path.</summary>
    public LocalStore Values { get; } = values;

    public int Count => Values.Count + absences.Count;

    public LocalEntry? Find(string key) => Values.Find(key) ?? absences.Find(key);

    public void Add(KeyWatch watch)
    {
        var stripe = StripeOf(watch.Key);
        lock (stripe)
        {
            watch.Next = stripe.First;
            if (stripe.First is { } first)
            {
                first.Previous = watch;
            }

            stripe.First = watch;
        }
    }

    public void Remove(KeyWatch watch)
    {
        var stripe = StripeOf(watch.Key);
        lock (stripe)
        {
            if (watch.Next is { } next)
            {
                next.Previous = watch.Previous;
            }

            if (watch.Previous is { } previous)
            {
                previous.Next = watch.Next;
            }
            else
            {
                stripe.First = watch.Next;
            }

            (watch.Next, watch.Previous) = (null, null);
        }
    }

    /// <summary>Says that the operation reads anew from here: what was heard before no longer overtakes it.</summary>
    public int BeginReading(KeyWatch watch)
    {
        lock (StripeOf(watch.Key))
        {
            watch.IsOvertaken = false;
            return watch.Signals;
        }
    }

    /// <summary>Stores an entry unless something newer was heard of or is there. An entry without a version counts as of the time its operation began to read.</summary>
    public bool Put(KeyWatch watch, LocalEntry entry)
    {
        lock (StripeOf(entry.Key))
        {
            var there = Find(entry.Key);
            if (entry.Version == 0)
            {
                if (watch.IsOvertaken)
                {
                    return false;
                }

                entry.IsVersionBorrowed = ownVersions is null;
                entry.Version = ownVersions?.Next() ?? Math.Max(there is not null && there.Epoch == entry.Epoch ? there.Version : 0, watch.Floor);
            }
            else if (watch.IsShut || entry.Version < watch.Floor || (there is not null && there.Epoch == entry.Epoch && there.Version > entry.Version))
            {
                return false;
            }

            Store_NeedsLock(entry);
            return true;
        }
    }

    /// <summary>Applies what was heard about a key. Version 0: the change is certain, its version not known.</summary>
    /// <returns>Whether an operation of somebody else was overtaken.</returns>
    public bool Apply(string key, long version, OperationId operation, CacheLogKind kind)
    {
        var stripe = StripeOf(key);
        List<TaskCompletionSource>? waiting = null;
        var overtaken = false;
        lock (stripe)
        {
            for (var watch = stripe.First; watch is not null; watch = watch.Next)
            {
                if (watch.Key != key)
                {
                    continue;
                }

                if (watch.Operation != operation && kind != CacheLogKind.Wake)
                {
                    watch.IsOvertaken = true;
                    watch.IsShut |= version == 0;
                    watch.Floor = Math.Max(watch.Floor, version);
                    overtaken = true;
                }

                watch.Signals++;
                if (watch.Waiting is { } waiter)
                {
                    (waiting ??= []).Add(waiter);
                    watch.Waiting = null;
                }
            }

            if (kind != CacheLogKind.Wake && Find(key) is { } entry && (version == 0 || entry.Version < version))
            {
                Outdate_NeedsLock(entry, version, kind);
            }
        }

        waiting?.ForEach(static w => w.TrySetResult());
        return overtaken;
    }

    /// <summary>Waits until something is heard about the key since <paramref name="seen"/>, or the time is up.</summary>
    public async ValueTask WaitAsync(KeyWatch watch, int seen, TimeSpan time, TimeProvider provider, CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter;
        lock (StripeOf(watch.Key))
        {
            if (watch.Signals != seen)
            {
                return;
            }

            waiter = watch.Waiting ??= new TaskCompletionSource(completeInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        }

        using var limit = new CancellationTokenSource(time, provider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var registration = both.Token.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), waiter);
        await waiter.Task.ConfigureAwait(false);
        lock (StripeOf(watch.Key))
        {
            if (ReferenceEquals(watch.Waiting, waiter))
            {
                watch.Waiting = null;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Forgets the versions that were heard: they are of a history that is lost. Whatever was begun in it cannot be stored any more.</summary>
    public void ForgetFloors()
    {
        foreach (var stripe in _stripes)
        {
            lock (stripe)
            {
                for (var watch = stripe.First; watch is not null; watch = watch.Next)
                {
                    watch.Floor = 0;
                }
            }
        }
    }

    /// <summary>Puts off the next look at an entry, as long as it is fresh.</summary>
    public void Postpone(LocalEntry entry, long until)
    {
        lock (StripeOf(entry.Key))
        {
            // An expiry that came in between has ended its freshness and stays.
            entry.CheckAt = Math.Min(until, entry.FreshUntil);
        }
    }

    public void Sweep(long now)
    {
        Values.Sweep(now);
        absences.Sweep(now);
    }

    public void Dispose()
    {
        Values.Dispose();
        absences.Dispose();
    }

    private void Store_NeedsLock(LocalEntry entry)
    {
        if (entry.IsNotFound)
        {
            Values.Remove(entry.Key);
            absences.Put(entry);
        }
        else
        {
            absences.Remove(entry.Key);
            Values.Put(entry);
        }
    }

    private void Outdate_NeedsLock(LocalEntry entry, long version, CacheLogKind kind)
    {
        if (kind == CacheLogKind.Expire && !entry.IsNotFound)
        {
            // Kept for the time when the source fails.
            entry.Version = Math.Max(entry.Version, version);
            entry.FreshUntil = 0;
            entry.CheckAt = 0;
            return;
        }

        Values.Remove(entry.Key);
        absences.Remove(entry.Key);
    }

    private Stripe StripeOf(string key) => _stripes[(uint)key.GetHashCode(StringComparison.Ordinal) % (uint)_stripes.Length];

    /// <summary>A lock and the watches on its keys.</summary>
    private sealed class Stripe
    {
        public KeyWatch? First;
    }
}
