using Seckill.Caching;

namespace Seckill.Testing.Caching;

/// <summary>One node's connection to an <see cref="InMemoryCacheServer"/>. Its link can be held, made lossy, or cut.</summary>
public sealed class InMemoryCacheNode : IDistributedCacheTier, ICacheLog
{
    private readonly InMemoryCacheServer _server;
    private readonly Queue<CacheLogRecord> _held = new();
    private ICacheLogListener? _listener;

    internal InMemoryCacheNode(InMemoryCacheServer server) => _server = server;

    /// <summary>Whether calls fail and records are lost. A call that waits for its answer at a <see cref="Gate"/> has been applied and fails all the same.</summary>
    public bool IsCut { get; set; }

    /// <summary>Whether records wait for <see cref="DeliverNext"/> instead of being delivered at once.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether records are lost while calls go on: a subscription that is silently dead.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Called before each call reaches the server and after it; null lets it through at once.</summary>
    public Func<string, Task>? Gate { get; set; }

    /// <summary>Records that wait.</summary>
    public int HeldCount => _held.Count;

    /// <summary>The oldest record that waits; null when none does.</summary>
    public CacheLogRecord? NextHeld => _held.TryPeek(out var record) ? record : null;

    /// <summary>Calls made so far.</summary>
    public int Calls { get; private set; }

    /// <summary>Delivers the oldest record that waits.</summary>
    public void DeliverNext() => _listener?.Received(_held.Dequeue());

    /// <summary>Loses the oldest record that waits.</summary>
    public void DropNext() => _held.Dequeue();

    /// <summary>Tells the listener that the link came back.</summary>
    public void Restore()
    {
        IsCut = false;
        _listener?.LinkRestored();
    }

    /// <inheritdoc />
    public ValueTask<DistributedEntry?> GetAsync(string key, CancellationToken cancellationToken = default) => CallAsync("get", s => s.Get(key));

    /// <inheritdoc />
    public ValueTask<LeaseReply> AcquireAsync(string key, LeaseRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("acquire", s => s.Acquire(key, request));

    /// <inheritdoc />
    public ValueTask<bool> RenewAsync(string key, OperationId lease, TimeSpan duration, CancellationToken cancellationToken = default) =>
        CallAsync("renew", s => s.Renew(key, lease, duration));

    /// <inheritdoc />
    public ValueTask<long> CommitAsync(string key, OperationId lease, DistributedWrite write, CancellationToken cancellationToken = default) =>
        CallAsync("commit", s => s.Commit(key, lease, write));

    /// <inheritdoc />
    public async ValueTask AbandonAsync(string key, OperationId lease, TimeSpan coolDown = default, CancellationToken cancellationToken = default) =>
        await CallAsync("abandon", s => s.Abandon(key, lease, coolDown)).ConfigureAwait(false);

    /// <inheritdoc />
    public ValueTask<long> SetAsync(string key, OperationId operation, DistributedWrite write, CancellationToken cancellationToken = default) =>
        CallAsync("set", s => s.Set(key, operation, write));

    /// <inheritdoc />
    public ValueTask<long> RemoveAsync(
        string key, OperationId operation, long sourceVersion = 0, TimeSpan remember = default, CancellationToken cancellationToken = default) =>
        CallAsync("remove", s => s.Remove(key, operation, sourceVersion, remember));

    /// <inheritdoc />
    public ValueTask<long> ExpireAsync(string key, OperationId operation, CancellationToken cancellationToken = default) =>
        CallAsync("expire", s => s.Expire(key, operation));

    /// <inheritdoc />
    public ValueTask<long> RemoveTagAsync(string tag, OperationId operation, CancellationToken cancellationToken = default) =>
        CallAsync("tag", s => s.RemoveTag(tag, operation));

    /// <inheritdoc />
    public ValueTask<long> GetTagVersionAsync(string tag, CancellationToken cancellationToken = default) => CallAsync("tagversion", s => s.TagVersion(tag));

    /// <inheritdoc />
    public ValueTask<long> AnnounceAsync(string text, OperationId operation, CancellationToken cancellationToken = default) =>
        CallAsync("announce", s => s.Announce(text, operation));

    /// <inheritdoc />
    public ValueTask<IAsyncDisposable> SubscribeAsync(ICacheLogListener listener, CancellationToken cancellationToken = default)
    {
        if (IsCut)
        {
            throw new IOException("The link is cut.");
        }

        _listener = listener;
        return new ValueTask<IAsyncDisposable>(new Subscription(this));
    }

    /// <inheritdoc />
    public ValueTask<CacheLogHeads> ReadHeadsAsync(CancellationToken cancellationToken = default) => CallAsync("heads", s => s.Heads());

    /// <inheritdoc />
    public ValueTask<CacheLogPage> ReadAsync(int partition, long after, CancellationToken cancellationToken = default) =>
        CallAsync("log", s => s.Read(partition, after));

    internal void Push(CacheLogRecord record)
    {
        if (_listener is null || IsCut || IsDeaf)
        {
            return;
        }

        if (IsHeld)
        {
            _held.Enqueue(record);
        }
        else
        {
            _listener.Received(record);
        }
    }

    private ValueTask<T> CallAsync<T>(string name, Func<InMemoryCacheServer, T> step)
    {
        Calls++;
        if (Gate is { } gate)
        {
            return GatedAsync(gate, name, step);
        }

        return IsCut ? ValueTask.FromException<T>(new IOException("The link is cut.")) : new ValueTask<T>(_server.Run(step));
    }

    private async ValueTask<T> GatedAsync<T>(Func<string, Task> gate, string name, Func<InMemoryCacheServer, T> step)
    {
        await gate(name).ConfigureAwait(false);
        var answer = IsCut ? throw new IOException("The link is cut.") : _server.Run(step);
        await gate(name + " answer").ConfigureAwait(false);
        return IsCut ? throw new IOException("The link was cut before the answer.") : answer;
    }

    private sealed class Subscription(InMemoryCacheNode node) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            node._listener = null;
            return ValueTask.CompletedTask;
        }
    }
}
