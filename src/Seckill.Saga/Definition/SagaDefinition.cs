using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Seckill.Sagas.Engine;

namespace Seckill.Sagas;

/// <summary>A closed definition of sagas with a certain state.</summary>
/// <typeparam name="TState">The saga's state.</typeparam>
public sealed class SagaDefinition<TState> : SagaDescription
    where TState : class
{
    internal SagaDefinition(DefinitionDraft<TState> draft)
        : base(draft.Name, draft.Version, [.. Names(draft)], FingerprintOf(draft))
    {
        Json = draft.Json;
        StepCount = draft.Steps.Count;
        Nodes = [.. draft.Steps, .. draft.AfterCompensation];
        for (var i = 0; i < Nodes.Length; i++)
        {
            Nodes[i].Index = i;
        }

        Undoable = Mask(0, StepCount, n => n.Undo is not null);
        PivotBit = Mask(0, StepCount, n => n.IsPivot);
    }

    internal JsonTypeInfo<TState> Json { get; }

    /// <summary>Steps first, then what follows compensation.</summary>
    internal StepNode<TState>[] Nodes { get; }

    /// <summary>How many nodes are steps.</summary>
    internal int StepCount { get; }

    internal ulong Undoable { get; }

    internal ulong PivotBit { get; }

    internal override string? PublishingStep => Array.Find(Nodes, n => n.Events.Count > 0 || n.Wait is { PublishesLate: true })?.Name;

    /// <summary>
    /// Makes the record that a store implies for a saga whose facts it holds in another form, such as an order's row: number 1, on shard 0,
    /// without events.
    /// </summary>
    /// <param name="id">The saga.</param>
    /// <param name="status">Where it is in its life.</param>
    /// <param name="step">The step it runs, waits at or undoes next; null when it has ended.</param>
    /// <param name="state">Its state.</param>
    /// <param name="createdAt">When it was started.</param>
    /// <param name="dueAt">Its deadline, for a saga that waits; else when somebody has to look at it. Null when nobody has.</param>
    /// <exception cref="ArgumentException">The definition has no such step.</exception>
    public SagaRecord Imply(SagaId id, SagaStatus status, string? step, TState state, DateTimeOffset createdAt, DateTimeOffset? dueAt)
    {
        var index = step is null ? StepCount : Array.FindIndex(Nodes, n => n.Name == step);
        if (index < 0)
        {
            throw new ArgumentException($"Saga '{this}' has no step '{step}'.", nameof(step));
        }

        return new SagaRecord
        {
            Id = id,
            Definition = Name,
            Version = Version,
            Fingerprint = Fingerprint,
            Shard = 0,
            Epoch = 0,
            Seq = 1,
            WriteId = 0,
            Status = status,
            Step = index,
            StepName = step ?? "",
            Done = Mask(0, status == SagaStatus.Compensating ? index + 1 : index, n => n.Index < StepCount && n.Wait is null),
            PastPivot = status != SagaStatus.Compensating && (Mask(0, index, n => n.IsPivot) != 0),
            Deadline = status == SagaStatus.Waiting ? dueAt : null,
            DueAt = dueAt,
            CorrelationKey = KeyFrom(index, state),
            State = JsonSerializer.SerializeToUtf8Bytes(state, Json),
            CreatedAt = createdAt,
            UpdatedAt = createdAt,
        };
    }

    internal override AnyRuntime CreateRuntime(EngineParts parts) => new DefinitionRuntime<TState>(this, parts);

    /// <summary>The bits of nodes from one to before another that fit.</summary>
    internal ulong Mask(int from, int to, Func<StepNode<TState>, bool> fits)
    {
        var mask = 0ul;
        for (var i = from; i < to && i < Nodes.Length; i++)
        {
            mask |= fits(Nodes[i]) ? 1ul << i : 0;
        }

        return mask;
    }

    /// <summary>
    /// The steps that a run standing at one may have done since its last awaited record: from there up to the next wait, or up to the pivot
    /// behind a step without a guard, before which a record is awaited.
    /// </summary>
    internal ulong ZoneFrom(int step)
    {
        var mask = 0ul;
        var isLoose = false;
        for (var i = step; i < StepCount && Nodes[i].Wait is null && !(isLoose && Nodes[i].IsPivot); i++)
        {
            mask |= Nodes[i].Bit;
            isLoose |= Nodes[i].Guarantee == Guarantee.AtLeastOnce;
        }

        return mask;
    }

    /// <summary>The key of the next wait from a step on that has one; behind the last, the last one's.</summary>
    internal string? KeyFrom(int step, TState state)
    {
        string? key = null;
        foreach (var node in Nodes)
        {
            if (node.Wait?.Key is { } make)
            {
                key = make(state) ?? key;
                if (node.Index >= step)
                {
                    return key;
                }
            }
        }

        return key;
    }

    private static IEnumerable<string> Names(DefinitionDraft<TState> draft) => draft.Steps.Concat(draft.AfterCompensation).Select(n => n.Name);

    // FNV-1a: stable for ever, and nobody attacks it.
    private static long FingerprintOf(DefinitionDraft<TState> draft)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var node in draft.Steps.Concat(draft.AfterCompensation))
        {
            foreach (var b in Encoding.UTF8.GetBytes($"{node.Kind}:{node.Name}\n"))
            {
                hash = (hash ^ b) * 0x100000001b3;
            }
        }

        return (long)hash;
    }
}
