using System.Globalization;
using System.Text;
using StackExchange.Redis;

namespace Seckill.Redis.Caching;

/// <summary>
/// Every key of a cache: <c>{prefix:partition}</c> followed by <c>v:</c>key (value), <c>l:</c>key (lease), <c>t:</c>tag, <c>s</c>(equence) and
/// <c>g</c> (log), so that whatever one script touches lies in one hash slot; the channel <c>prefix:changes</c>; <c>prefix:partitions</c>.
/// </summary>
internal sealed class CacheKeys
{
    private readonly string[] _tags;
    private readonly RedisKey[] _values;
    private readonly RedisKey[] _sequences;
    private readonly RedisKey[] _logs;

    public CacheKeys(string prefix, int partitions)
    {
        Channel = RedisChannel.Literal(prefix + ":changes");
        _tags = [.. Enumerable.Range(0, partitions).Select(p => $"{{{prefix}:{p}}}")];
        _values = [.. _tags.Select(static t => (RedisKey)Encoding.UTF8.GetBytes(t + "v:"))];
        _sequences = [.. _tags.Select(static t => (RedisKey)(t + "s"))];
        _logs = [.. _tags.Select(static t => (RedisKey)(t + "g"))];
    }

    public RedisChannel Channel { get; }

    public int Partitions => _tags.Length;

    public static RedisKey PartitionCount(string prefix) => prefix + ":partitions";

    public static RedisKey Ring(string prefix, string ring) => $"{prefix}:ring:{ring}";

    /// <summary>The partition of a key: the same on every node and in every release.</summary>
    public int PartitionOf(string key)
    {
        if (_tags.Length == 1)
        {
            return 0;
        }

        var hash = 2166136261u;
        foreach (var c in key)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (int)(hash % (uint)_tags.Length);
    }

    // The prefix goes before it on the wire, without a text made of both.
    public RedisKey Value(string key, int partition) => new RedisKey(key).Prepend(_values[partition]);

    public RedisKey Tag(string tag) => _tags[0] + "t:" + tag;

    /// <summary>KEYS of a script on a key.</summary>
    public RedisKey[] ForKey(string key, int partition) => [_tags[partition] + "v:" + key, _tags[partition] + "l:" + key, _sequences[partition], _logs[partition]];

    /// <summary>KEYS of a script on a tag, or on nothing but the log.</summary>
    public RedisKey[] ForTag(string tag) => [_tags[0] + "t:" + tag, _tags[0] + "l", _sequences[0], _logs[0]];

    /// <summary>KEYS of a script on a partition's log.</summary>
    public RedisKey[] ForLog(int partition) => [_tags[partition] + "v", _tags[partition] + "l", _sequences[partition], _logs[partition]];

    public static string Number(int partition) => partition.ToString(CultureInfo.InvariantCulture);
}
