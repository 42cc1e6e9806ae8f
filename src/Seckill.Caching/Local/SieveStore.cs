using System.Collections.Concurrent;

namespace Seckill.Caching.Local;

/// <summary>
/// SIEVE: one list in order of insertion and a hand that walks from old to new, sparing once what was asked for since it last came by.
/// A hit only sets a flag.
/// </summary>
internal sealed class SieveStore(int capacity) : LocalStore
{
    private readonly ConcurrentDictionary<string, LocalEntry> _entries = new(concurrencyLevel: 1, capacity: 31);
    private readonly Lock _gate = new();
    private LocalEntry? _newest;
    private LocalEntry? _oldest;
    private LocalEntry? _hand;
    private int _count;

    public override int Count => Volatile.Read(ref _count);

    public override LocalEntry? Find(string key)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            return null;
        }

        // Written only when it changes, so that readers on other cores keep the line.
        if (!entry.IsVisited)
        {
            entry.IsVisited = true;
        }

        return entry;
    }

    public override void Put(LocalEntry entry)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(entry.Key, out var old))
            {
                Replace_NeedsLock(old, entry);
                return;
            }

            if (_count >= capacity)
            {
                Evict_NeedsLock();
            }

            entry.Older = _newest;
            entry.Newer = null;
            if (_newest is not null)
            {
                _newest.Newer = entry;
            }

            _newest = entry;
            _oldest ??= entry;
            _entries[entry.Key] = entry;
            _count++;
        }
    }

    public override void Remove(string key)
    {
        if (!_entries.ContainsKey(key))
        {
            return;
        }

        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var entry))
            {
                Unlink_NeedsLock(entry);
            }
        }
    }

    public override void Sweep(long now)
    {
        foreach (var pair in _entries)
        {
            if (pair.Value.KeepUntil <= now)
            {
                lock (_gate)
                {
                    if (_entries.TryGetValue(pair.Key, out var entry) && entry.KeepUntil <= now)
                    {
                        Unlink_NeedsLock(entry);
                    }
                }
            }
        }
    }

    public override void Dispose()
    {
    }

    private void Replace_NeedsLock(LocalEntry old, LocalEntry entry)
    {
        if (ReferenceEquals(old, entry))
        {
            return;
        }

        (entry.Newer, entry.Older, entry.IsVisited) = (old.Newer, old.Older, old.IsVisited);
        if (entry.Newer is { } newer)
        {
            newer.Older = entry;
        }
        else
        {
            _newest = entry;
        }

        if (entry.Older is { } older)
        {
            older.Newer = entry;
        }
        else
        {
            _oldest = entry;
        }

        if (ReferenceEquals(_hand, old))
        {
            _hand = entry;
        }

        _entries[entry.Key] = entry;
        (old.Newer, old.Older) = (null, null);
    }

    private void Evict_NeedsLock()
    {
        var candidate = _hand ?? _oldest;
        while (candidate is { IsVisited: true })
        {
            candidate.IsVisited = false;
            candidate = candidate.Newer ?? _oldest;
        }

        if (candidate is not null)
        {
            _hand = candidate.Newer;
            Unlink_NeedsLock(candidate);
        }
    }

    private void Unlink_NeedsLock(LocalEntry entry)
    {
        if (ReferenceEquals(_hand, entry))
        {
            _hand = entry.Newer;
        }

        if (entry.Newer is { } newer)
        {
            newer.Older = entry.Older;
        }
        else
        {
            _newest = entry.Older;
        }

        if (entry.Older is { } older)
        {
            older.Newer = entry.Newer;
        }
        else
        {
            _oldest = entry.Newer;
        }

        (entry.Newer, entry.Older) = (null, null);
        _entries.TryRemove(entry.Key, out _);
        _count--;
    }
}
