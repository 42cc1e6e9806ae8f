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
    private int _isOverflown;

    public int Count => _keys.Count + _tags.Count + _announcements.Count + Volatile.Read(ref _isOverflown);

    public bool IsEmpty => _keys.IsEmpty && _tags.IsEmpty && _announcements.IsEmpty && Volatile.Read(ref _isOverflown) == 0;

    public ICollection<KeyValuePair<string, PendingWrite>> Announcements => [.. _announcements];

    public ICollection<KeyValuePair<string, PendingWrite>> Keys => [.. _keys];

    public ICollection<KeyValuePair<string, PendingWrite>> Tags => [.. _tags];

    public bool IsOverflown => Volatile.Read(ref _isOverflown) != 0;

    /// <summary>Whether the shared value of a key may be older than what this node knows.</summary>
    public bool Covers(string key) => !IsEmpty && (_keys.ContainsKey(key) || !_tags.IsEmpty || IsOverflown);

    public void AddKey(string key, long sourceVersion)
    {
        if (_keys.Count >= capacity)
        {
            Volatile.Write(ref _isOverflown, 1);
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
        if (_announcements.Count < capacity)
        {
            _announcements[key] = new PendingWrite(0);
        }
    }

    public void ArrivedAnnouncement(KeyValuePair<string, PendingWrite> write) => _announcements.TryRemove(write);

    public void AddTag(string tag) => _tags[tag] = new PendingWrite(0);

    /// <summary>Forgets what waited for a key, because a later change of it has arrived.</summary>
    public void Overwritten(string key)
    {
        if (!_keys.IsEmpty)
        {
            _keys.TryRemove(key, out _);
        }
    }

    /// <summary>Forgets a change that has arrived, unless there has been another since.</summary>
    public void ArrivedKey(KeyValuePair<string, PendingWrite> write) => _keys.TryRemove(write);

    public void ArrivedTag(KeyValuePair<string, PendingWrite> write) => _tags.TryRemove(write);

    public void OverflowArrived() => Volatile.Write(ref _isOverflown, 0);
}
