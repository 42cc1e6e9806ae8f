using System.Collections.Concurrent;

namespace Seckill.Caching.Writing;

/// <summary>
/// Changes that the Distributed tier may not have heard of. Each is repeated as a removal: that is always right, whatever became of the first try.
/// Until then the key's shared value is not read. Too many become one removal of everything.
/// </summary>
internal sealed class PendingWrites(int capacity)
{
    private readonly ConcurrentDictionary<string, PendingWrite> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PendingWrite> _tags = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PendingWrite> _announcements = new(StringComparer.Ordinal);
    private int _overflows;
    private int _announcementsDropped;

    // To ask a concurrent dictionary whether it is empty takes all its locks, and every read asks.
    private int _tagsWaiting;

    public int Count => _keys.Count + _tags.Count + _announcements.Count + (IsOverflown ? 1 : 0) + (AnnouncementsDropped > 0 ? 1 : 0);

    public bool IsEmpty => _keys.IsEmpty && _tags.IsEmpty && _announcements.IsEmpty && !IsOverflown && AnnouncementsDropped == 0;

    public ICollection<KeyValuePair<string, PendingWrite>> Announcements => [.. _announcements];

    public ICollection<KeyValuePair<string, PendingWrite>> Keys => [.. _keys];

    public ICollection<KeyValuePair<string, PendingWrite>> Tags => [.. _tags];

    public bool IsOverflown => Overflows != 0;

    /// <summary>Grows with each change that there was no room for; 0 when none waits.</summary>
    public int Overflows => Volatile.Read(ref _overflows);

    /// <summary>Announcements that there was no room for; 0 when none waits to be made good.</summary>
    public int AnnouncementsDropped => Volatile.Read(ref _announcementsDropped);

    /// <summary>Whether the shared value of a key may be older than what this node knows.</summary>
    public bool Covers(string key) => Volatile.Read(ref _tagsWaiting) != 0 || IsOverflown || _keys.ContainsKey(key);

    public void AddKey(string key, long sourceVersion)
    {
        if (_keys.Count >= capacity)
        {
            Interlocked.Increment(ref _overflows);
            return;
        }

        _keys.AddOrUpdate(
            key,
            static (_, version) => new PendingWrite(version),
            static (_, old, version) => new PendingWrite(Math.Max(old.SourceVersion, version)),
            sourceVersion);
    }

    public void AddAnnouncement(string key)
    {
        if (_announcements.Count >= capacity && !_announcements.ContainsKey(key))
        {
            Interlocked.Increment(ref _announcementsDropped);
            return;
        }

        _announcements[key] = new PendingWrite(0);
    }

    /// <summary>Every node was told that it may have missed an announcement.</summary>
    public void DroppedAnnouncementsTold(int seen) => Interlocked.Add(ref _announcementsDropped, -seen);

    public void ArrivedAnnouncement(KeyValuePair<string, PendingWrite> write) => _announcements.TryRemove(write);

    /// <summary>False when there are too many: then everything is removed instead.</summary>
    public bool AddTag(string tag)
    {
        if (_tags.Count >= capacity)
        {
            Interlocked.Increment(ref _overflows);
            return false;
        }

        Interlocked.Increment(ref _tagsWaiting);
        var mine = new PendingWrite(0);
        while (!_tags.TryAdd(tag, mine))
        {
            if (_tags.TryGetValue(tag, out var old) && _tags.TryUpdate(tag, mine, old))
            {
                Interlocked.Decrement(ref _tagsWaiting);
                break;
            }
        }

        return true;
    }

    /// <summary>What waits for a key; null when nothing does.</summary>
    public PendingWrite? Find(string key) => _keys.GetValueOrDefault(key);

    /// <summary>
    /// Forgets what waited for a key before a later change of it was begun, which has arrived. What has begun to wait since stays, and so does what
    /// knows of a newer row.
    /// </summary>
    public void Overwritten(string key, PendingWrite? before, long sourceVersion)
    {
        if (before is not null && (before.SourceVersion == 0 || sourceVersion >= before.SourceVersion))
        {
            _keys.TryRemove(new KeyValuePair<string, PendingWrite>(key, before));
        }
    }

    /// <summary>Forgets a change that has arrived, unless there has been another since.</summary>
    public void ArrivedKey(KeyValuePair<string, PendingWrite> write) => _keys.TryRemove(write);

    public bool ArrivedTag(KeyValuePair<string, PendingWrite> write)
    {
        if (!_tags.TryRemove(write))
        {
            return false;
        }

        Interlocked.Decrement(ref _tagsWaiting);
        return true;
    }

    /// <summary>Everything was removed; true unless there has been another change since that there was no room for.</summary>
    public bool OverflowArrived(int seen) => Interlocked.CompareExchange(ref _overflows, 0, seen) == seen;
}
