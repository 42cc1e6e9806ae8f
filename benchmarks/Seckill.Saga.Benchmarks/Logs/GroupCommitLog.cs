using System.Buffers;
using System.Threading.Channels;

namespace Seckill.Sagas.Benchmarks.Logs;

/// <summary>
/// The least that durable records can cost: bytes are appended, one flush for all that gathered while the last one was under way. It finds nothing
/// again and checks nothing, so it is no store; the engine can write to it all the same.
/// </summary>
internal abstract class GroupCommitLog : ISagaStore, IAsyncDisposable
{
    private const int MostCalls = 1024;

    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default)
    {
        var buffer = new ArrayBufferWriter<byte>(records.Length * 320);
        var ends = new int[records.Length];
        for (var i = 0; i < records.Length; i++)
        {
            SagaRecordFormat.Write(records.Span[i], buffer);
            ends[i] = buffer.WrittenCount;
        }

        await WriteAsync(new Call(buffer.WrittenMemory, ends)).ConfigureAwait(false);
        outcomes.Span[..records.Length].Fill(SagaCommitOutcome.Committed);
    }

    /// <summary>Takes the bytes of one record; ends when they are on the disk.</summary>
    public Task AppendAsync(ReadOnlyMemory<byte> record) => WriteAsync(new Call(record, [record.Length]));

    public ValueTask<ShardLease?> AcquireShardAsync(int shard, string owner, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        new(new ShardLease(shard, owner, 1, DateTimeOffset.MaxValue));

    public ValueTask<ShardLease?> RenewShardAsync(ShardLease lease, TimeSpan timeToLive, CancellationToken cancellationToken = default) => new(lease);

    public ValueTask ReleaseShardAsync(ShardLease lease, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask<IReadOnlyList<ShardLease>> ListShardsAsync(CancellationToken cancellationToken = default) => new([]);

    public ValueTask<SagaClaimPage> ClaimDueAsync(SagaClaim claim, CancellationToken cancellationToken = default) => new(new SagaClaimPage([], null));

    public ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default) => new((SagaRecord?)null);

    public ValueTask<IReadOnlyList<SagaRecord?>> FindAsync(IReadOnlyList<SagaId> ids, CancellationToken cancellationToken = default) => new(new SagaRecord?[ids.Count]);

    public ValueTask<SagaRecord?> FindAsync(string definition, string correlationKey, CancellationToken cancellationToken = default) => new((SagaRecord?)null);

    public ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default) => new(new SagaPage([], false));

    public ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default) => new([]);

    public ValueTask<int> DeleteEndedAsync(DateTimeOffset updatedBefore, int max, CancellationToken cancellationToken = default) => new(0);

    public async ValueTask DisposeAsync()
    {
        _calls.Writer.TryComplete();
        await _ended.Task;
    }

    /// <summary>Begins to write; called by the subclass when it is ready.</summary>
    protected void Start() => new Thread(Run) { IsBackground = true }.Start();

    /// <summary>Takes one record into the batch.</summary>
    protected abstract void Append(ReadOnlySpan<byte> record);

    /// <summary>Makes the batch durable.</summary>
    protected abstract void Flush();

    /// <summary>Closes the file.</summary>
    protected abstract void Close();

    private Task WriteAsync(Call call)
    {
        ObjectDisposedException.ThrowIf(!_calls.Writer.TryWrite(call), this);
        return call.Task;
    }

    private void Run()
    {
        var batch = new List<Call>(MostCalls);
        try
        {
            while (_calls.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (batch.Count < MostCalls && _calls.Reader.TryRead(out var call))
                {
                    call.AppendTo(Append);
                    batch.Add(call);
                }

                Flush();
                batch.ForEach(static call => call.TrySetResult());
                batch.Clear();
            }

            Close();
            _ended.SetResult();
        }
        catch (Exception fault)
        {
            batch.ForEach(call => call.TrySetException(fault));
            _ended.SetException(fault);
        }
    }

    private delegate void Sink(ReadOnlySpan<byte> record);

    private sealed class Call(ReadOnlyMemory<byte> bytes, int[] ends) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public void AppendTo(Sink sink)
        {
            for (var i = 0; i < ends.Length; i++)
            {
                sink(bytes.Span[(i == 0 ? 0 : ends[i - 1])..ends[i]]);
            }
        }
    }
}
