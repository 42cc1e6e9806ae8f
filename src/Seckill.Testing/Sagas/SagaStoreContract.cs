using System.Text;
using Microsoft.Extensions.Time.Testing;
using Seckill.Sagas;

namespace Seckill.Testing.Sagas;

/// <summary>What all parts of the saga store's contract suite share: a fresh store, a clock that stands still, and ready-made records.</summary>
public abstract class SagaStoreContract : IAsyncLifetime
{
    private long _numbers;
    private SagaStoreUnderTest? _store;

    /// <summary>The store's clock; it moves only when a test moves it.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));

    /// <summary>The store of this test.</summary>
    protected ISagaStore Store => _store!.Store;

    /// <summary>Ends the waiting when the run is stopped.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <inheritdoc />
    public virtual async ValueTask InitializeAsync() => _store = await CreateStoreAsync(Clock);

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a fresh, migrated store that takes its time from the clock.</summary>
    protected abstract ValueTask<SagaStoreUnderTest> CreateStoreAsync(TimeProvider clock);

    /// <summary>The first record of a new saga, running on shard 0 without a lease.</summary>
    protected SagaRecord NewRecord(string? id = null, string definition = "purchase") => new()
    {
        Id = SagaId.Parse(id ?? $"saga-{Interlocked.Increment(ref _numbers):D4}"),
        Definition = definition,
        Version = 1,
        Fingerprint = 0x1234_5678_9ABC_DEF0,
        Shard = 0,
        Epoch = 0,
        Seq = 1,
        WriteId = Interlocked.Increment(ref _numbers),
        Status = SagaStatus.Running,
        Step = 0,
        StepName = "stock.deduct",
        State = Encoding.UTF8.GetBytes("""{"buyer":"买家","units":2}"""),
        CreatedAt = Clock.GetUtcNow(),
        UpdatedAt = Clock.GetUtcNow(),
    };

    /// <summary>The record that follows another one, with nothing else changed.</summary>
    protected SagaRecord Next(SagaRecord record) =>
        record with { Seq = record.Seq + 1, WriteId = Interlocked.Increment(ref _numbers), UpdatedAt = Clock.GetUtcNow() };

    /// <summary>Commits one record.</summary>
    protected async Task<SagaCommitOutcome> CommitAsync(SagaRecord record) => Assert.Single(await CommitAllAsync(record));

    /// <summary>Commits records in one call.</summary>
    protected async Task<SagaCommitOutcome[]> CommitAllAsync(params SagaRecord[] records)
    {
        var outcomes = new SagaCommitOutcome[records.Length];
        await Store.CommitAsync(records, outcomes, Token);
        return outcomes;
    }

    /// <summary>Commits a record that must be taken.</summary>
    protected async Task<SagaRecord> WriteAsync(SagaRecord record)
    {
        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(record));
        return record;
    }

    /// <summary>Takes a shard that must be free.</summary>
    protected async Task<ShardLease> AcquireAsync(int shard = 0, string owner = "a", int seconds = 10)
    {
        var lease = await Store.AcquireShardAsync(shard, owner, TimeSpan.FromSeconds(seconds), Token);
        Assert.NotNull(lease);
        return lease.Value;
    }

    /// <summary>Checks that two records say the same.</summary>
    protected static void AssertSame(SagaRecord expected, SagaRecord? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(SagaRecordFormat.ToBytes(expected), SagaRecordFormat.ToBytes(actual));
    }
}
