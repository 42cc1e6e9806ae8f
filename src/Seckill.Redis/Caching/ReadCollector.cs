using Seckill.Caching;
using StackExchange.Redis;

namespace Seckill.Redis.Caching;

/// <summary>
/// Reads of one partition. A few leave at once, each as a plain <c>GET</c>; what comes while so many are under way leaves with the first that returns, as
/// one <c>MGET</c>; as many as fill one do not wait for it. A crowd so costs the connection and the server a fraction of a command for each, and nobody waits for more than an answer that is due.
/// </summary>
internal sealed class ReadCollector(Func<RedisKey, Task<RedisValue>> readOne, Func<RedisKey[], Task<RedisValue[]>> readMany)
{
    /// <summary>Commands under way before the next read waits for company.</summary>
    public const int UnderWayAtMost = 4;

    /// <summary>Keys in one command.</summary>
    public const int LongestCommand = 64;

    private readonly Lock _gate = new();
    private readonly List<PendingRead> _waiting = new(LongestCommand);
    private int _underWay;

    public ReadCollector(IDatabase database)
        : this(key => database.StringGetAsync(key), keys => database.StringGetAsync(keys))
    {
    }

    public ValueTask<DistributedEntry?> ReadAsync(RedisKey key)
    {
        PendingRead? read = null;
        PendingRead[]? full = null;
        lock (_gate)
        {
            if (_underWay < UnderWayAtMost)
            {
                _underWay++;
            }
            else
            {
                _waiting.Add(read = new PendingRead(key));
                if (_waiting.Count == LongestCommand)
                {
                    _underWay++;
                    full = TakeWaiting();
                }
            }
        }

        if (full is not null)
        {
            _ = ReadTogetherAsync(full);
        }

        return read is null ? ReadAloneAsync(key) : new ValueTask<DistributedEntry?>(read.Task);
    }

    private async ValueTask<DistributedEntry?> ReadAloneAsync(RedisKey key)
    {
        RedisValue stored;
        try
        {
            stored = await readOne(key).ConfigureAwait(false);
        }
        finally
        {
            Returned();
        }

        return stored.IsNull ? null : EntryText.TryParse(stored);
    }

    /// <summary>A command has come back: those that wait take its place.</summary>
    private void Returned()
    {
        PendingRead[] next;
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _underWay--;
                return;
            }

            if (_underWay > UnderWayAtMost)
            {
                // What waits has places enough to wait for.
                _underWay--;
                return;
            }

            next = TakeWaiting();
        }

        _ = next.Length == 1 ? ReadSinglyAsync(next) : ReadTogetherAsync(next);
    }

    private PendingRead[] TakeWaiting()
    {
        PendingRead[] taken = [.. _waiting];
        _waiting.Clear();
        return taken;
    }

    // Neither of these throws: what goes wrong goes to those who wait.
    private async Task ReadTogetherAsync(PendingRead[] reads)
    {
        RedisValue[] stored;
        try
        {
            stored = await readMany(Array.ConvertAll(reads, static r => r.Key)).ConfigureAwait(false);
        }
        catch (RedisServerException)
        {
            // A Cluster that moves the slot refuses several keys, but not one.
            await ReadSinglyAsync(reads).ConfigureAwait(false);
            return;
        }
        catch (Exception e)
        {
            Returned();
            Array.ForEach(reads, r => r.SetException(e));
            return;
        }

        Returned();
        for (var i = 0; i < reads.Length; i++)
        {
            reads[i].Answer(stored[i]);
        }
    }

    private async Task ReadSinglyAsync(PendingRead[] reads)
    {
        // All on the wire before the first is awaited.
        await Task.WhenAll(Array.ConvertAll(reads, AskAsync)).ConfigureAwait(false);
        Returned();
    }

    private async Task AskAsync(PendingRead read)
    {
        try
        {
            read.Answer(await readOne(read.Key).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            read.SetException(e);
        }
    }
}
