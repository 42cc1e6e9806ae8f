using Seckill.Ids;
using Seckill.Queueing;
using Seckill.Stock;

namespace Seckill.Buckets;

/// <summary>A bucket as this node holds it: the gate before it and the epoch that calls are made under.</summary>
internal sealed class BucketRuntime
{
    private readonly Lock _loads = new();
    private long _epoch;
    private int _waiting;
    private int _loadRequested;
    private bool _isQueued;
    private Task _load = Task.CompletedTask;

    public BucketRuntime(BucketKey key, uint saleOrdinal, long expectedHolders, TimeProvider time, SeckillOptions options)
    {
        Key = key;
        SaleOrdinal = saleOrdinal;
        Gate = new Gate(time, options.GateViewLife, new HolderFilter((int)Math.Clamp(expectedHolders, 1024, 20_000_000)));
        Rate = new LineRate(time);
    }

    public BucketKey Key { get; }

    public SaleId Sale => Key.Sale;

    public uint SaleOrdinal { get; }

    public Gate Gate { get; }

    public LineRate Rate { get; }

    /// <summary>The epoch that this node last loaded or saw the ledger agree to; 0 before that.</summary>
    public long Epoch
    {
        get => Volatile.Read(ref _epoch);
        set => Volatile.Write(ref _epoch, value);
    }

    /// <summary>True while purchases get tickets and stand in line; false while they wait for their orders.</summary>
    public bool IsQueued
    {
        get => Volatile.Read(ref _isQueued);
        set => Volatile.Write(ref _isQueued, value);
    }

    /// <summary>How reservations come to the queue.</summary>
    public HandOver HandOver { get; } = new();

    /// <summary>Buyers who had rows in the ledger when the bucket was loaded: a load forgets the purchases that had ended.</summary>
    public HolderFilter Past { get; } = new(1024);

    /// <summary>Rows that the store could not be told of yet.</summary>
    public UnresolvedOrders Unresolved { get; } = new();

    /// <summary>Purchases on their way through this bucket.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void Enter() => Interlocked.Increment(ref _waiting);

    /// <summary>True for the first of those who want a load at the same time.</summary>
    public bool TryRequestLoad() => Interlocked.Exchange(ref _loadRequested, 1) == 0;

    public void EndLoadRequest() => Volatile.Write(ref _loadRequested, 0);

    /// <summary>Starts a load behind the one under way, if any: one at a time on a node.</summary>
    public Task StartLoad(Func<Task> load)
    {
        lock (_loads)
        {
            var before = _load;
            return _load = Task.Run(async () =>
            {
                await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await load().ConfigureAwait(false);
            });
        }
    }

    /// <summary>The load under way, else a new one.</summary>
    public Task JoinLoad(Func<Task> load)
    {
        lock (_loads)
        {
            return _load.IsCompleted ? StartLoad(load) : _load;
        }
    }

    public void Leave() => Interlocked.Decrement(ref _waiting);
}
