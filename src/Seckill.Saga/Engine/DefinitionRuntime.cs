using System.Collections.Concurrent;
using System.Text.Json;
using Seckill.Sagas.Runs;
using Seckill.Sagas.Working;

namespace Seckill.Sagas.Engine;

/// <summary>One version of a definition in one engine: its steps' runner and what its sagas do at each place.</summary>
internal sealed class DefinitionRuntime<TState> : AnyRuntime
    where TState : class
{
    private const int MaxPooled = 4096;

    private readonly ConcurrentQueue<SagaRun<TState>> _pool = new();
    private readonly long[] _typicalTicks;
    private int _pooled;

    public DefinitionRuntime(SagaDefinition<TState> definition, EngineParts parts)
        : base(definition)
    {
        Definition = definition;
        Parts = parts;
        Steps = new StepRunner<TState>(this, definition, parts);
        Forward = new ForwardPath<TState>(this);
        Waits = new WaitPath<TState>(this);
        Backward = new BackwardPath<TState>(this);
        Endings = new Endings<TState>(this);
        Letters = new Letters<TState>(this);
        _typicalTicks = new long[definition.Nodes.Length];
    }

    public SagaDefinition<TState> Definition { get; }

    public EngineParts Parts { get; }

    public StepRunner<TState> Steps { get; }

    public ForwardPath<TState> Forward { get; }

    public WaitPath<TState> Waits { get; }

    public BackwardPath<TState> Backward { get; }

    public Endings<TState> Endings { get; }

    public Letters<TState> Letters { get; }

    /// <summary>How long a step that does not end at once takes, roughly.</summary>
    public TimeSpan TypicalTime(int step) => new(Volatile.Read(ref _typicalTicks[step]));

    public void NoteTime(int step, TimeSpan taken)
    {
        var typical = Volatile.Read(ref _typicalTicks[step]);
        Volatile.Write(ref _typicalTicks[step], typical == 0 ? taken.Ticks : ((typical * 7) + taken.Ticks) / 8);
    }

    public TState ReadState(ReadOnlyMemory<byte> bytes) =>
        JsonSerializer.Deserialize(bytes.Span, Definition.Json) ?? throw new JsonException("The state is null.");

    public TState CopyState(TState state) => ReadState(JsonSerializer.SerializeToUtf8Bytes(state, Definition.Json));

    /// <summary>A new saga on its way; it is in the table when this returns.</summary>
    /// <returns>Null when a saga with this id is in memory.</returns>
    public SagaRun<TState>? TryStart(SagaId id, TState state, ShardLease lease, Reply<SagaStartOutcome>? starter)
    {
        var run = Rent();
        run.BeginNew(id, state, lease, starter);
        return Parts.Runs.TryEnter(run) ? run : null;
    }

    /// <summary>A saga whose begin record somebody else holds; it is not yet in the table.</summary>
    public SagaRun<TState> Carry(SagaId id, TState state, ShardLease lease, int step)
    {
        var run = Rent();
        run.BeginCarried(id, state, lease, step);
        return run;
    }

    /// <summary>Takes back what served a saga, for another one.</summary>
    public void Return(SagaRun<TState> run)
    {
        // Counted here: the queue's own count looks at each of its segments.
        if (Interlocked.Increment(ref _pooled) <= MaxPooled)
        {
            _pool.Enqueue(run);
        }
        else
        {
            Interlocked.Decrement(ref _pooled);
        }
    }

    public override bool TryActivate(SagaRecord record, ShardLease lease, bool isInterrupted, bool isClaimed, Mail? mail)
    {
        var run = Rent();
        run.BeginFrom(record, ReadState(record.State), lease, isInterrupted, isClaimed);
        if (mail is not null)
        {
            run.TryPost(record.Id, mail);
        }

        if (!Parts.Runs.TryEnter(run))
        {
            return false;
        }

        Parts.Work.Add(run);
        return true;
    }

    public override string? WaitAhead(SagaRecord record, string eventType) =>
        record.Status is SagaStatus.Running or SagaStatus.Waiting
            ? Waits.Ahead(record.Step, eventType, record.Inbox)?.Name
            : null;

    public override bool TakesEvent(string eventType) => Definition.Nodes.Any(n => n.Wait?.EventType == eventType);

    public override ReadOnlyMemory<byte> WriteEvent(string eventType, object value) =>
        Definition.Nodes.First(n => n.Wait?.EventType == eventType).Wait!.Write(value);

    /// <summary>The next record of a saga that was started from a record held elsewhere and has none here.</summary>
    public SagaRecord RecordAfterCarried(SagaId id, TState state, string step, StepResult result)
    {
        var node = Definition.Nodes.First(n => n.Name == step);
        var lease = Parts.Shards.TryPick(id, null, out var picked) ? picked : default;
        return Carry(id, state, lease, node.Index).Journal.RecordAfter(node, node.ActionOperation, result, published: null);
    }

    private SagaRun<TState> Rent()
    {
        if (!_pool.TryDequeue(out var run))
        {
            return new SagaRun<TState>(this);
        }

        Interlocked.Decrement(ref _pooled);
        return run;
    }
}
