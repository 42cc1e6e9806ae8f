namespace Seckill.Sagas;

/// <summary>
/// All that is durable of one saga: one row, overwritten by compare-and-set. Stores keep what they search by in columns and the rest
/// as the bytes of <see cref="SagaRecordFormat"/>. A store may also imply a record that it holds in another form; it then gives it out
/// with <see cref="Seq"/> 1, and the first write (2) makes a row of it.
/// A record that is handed to a store is only lent: the engine may fill it anew, and the memory behind <see cref="State"/> and
/// <see cref="Timeline"/> too, once the call has completed. A record that a store gives out is the caller's own.
/// </summary>
public sealed record SagaRecord
{
    /// <summary>The most steps a definition may have: one bit of <see cref="Done"/> each.</summary>
    public const int MaxSteps = 64;

    /// <summary>The saga.</summary>
    public required SagaId Id { get; set; }

    /// <summary>The name of its definition.</summary>
    public required string Definition { get; set; }

    /// <summary>The version of the definition it was started under.</summary>
    public required int Version { get; set; }

    /// <summary>Fingerprint of that version's steps; 0 when it is not to be compared.</summary>
    public long Fingerprint { get; set; }

    /// <summary>The shard whose owner drives it.</summary>
    public required int Shard { get; set; }

    /// <summary>Epoch of the shard's lease that the writer held; 0 for a writer without a lease, which is not fenced.</summary>
    public required long Epoch { get; set; }

    /// <summary>Number of this record: 1 for the first, then one more each. It is written only over its predecessor.</summary>
    public required long Seq { get; set; }

    /// <summary>Names this write: a repeat after an unknown outcome carries the same one and is answered as committed.</summary>
    public required long WriteId { get; set; }

    /// <summary>Where it is in its life.</summary>
    public required SagaStatus Status { get; set; }

    /// <summary>For a parked saga, what it was doing: running, waiting or compensating. Null otherwise.</summary>
    public SagaStatus? ParkedFrom { get; set; }

    /// <summary>Number of the step to be done, waited at or undone next, from 0 in the order of the definition; the count of steps when none is left.</summary>
    public required int Step { get; set; }

    /// <summary>The name of that step, for operators; empty when none is left.</summary>
    public string StepName { get; set; } = "";

    /// <summary>Tries of the current step so far.</summary>
    public int Attempt { get; set; }

    /// <summary>Bit by step: its action is in place.</summary>
    public ulong Done { get; set; }

    /// <summary>Bit by step: its action may be in place; it is undone like one that is.</summary>
    public ulong Unknown { get; set; }

    /// <summary>True once the pivot is passed: from here the saga only goes forward.</summary>
    public bool PastPivot { get; set; }

    /// <summary>When the wait it is at ends without an event; null when it is at none.</summary>
    public DateTimeOffset? Deadline { get; set; }

    /// <summary>
    /// When somebody has to look at it next: its deadline, the next try, or events to be sent. Null when it is in the hands of the shard's
    /// owner, and when it is parked or ended with nothing left to send.
    /// </summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The key under which events find it; unique among the unfinished sagas of its definition. Null when it has none.</summary>
    public string? CorrelationKey { get; set; }

    /// <summary>The user's state as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> State { get; set; }

    /// <summary>Events of its steps that the bus may not have yet.</summary>
    public IReadOnlyList<SagaOutgoing> Outbox { get; set; } = [];

    /// <summary>Events that came for it.</summary>
    public IReadOnlyList<SagaIncoming> Inbox { get; set; } = [];

    /// <summary>What happened to it, oldest first; the engine bounds its length.</summary>
    public IReadOnlyList<SagaTimelineEntry> Timeline { get; set; } = [];

    /// <summary>Why it is compensating or parked, or what went wrong last; null when nothing.</summary>
    public string? Reason { get; set; }

    /// <summary>W3C <c>traceparent</c> of whoever started it; null when it was not traced.</summary>
    public string? TraceParent { get; set; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When this record was made.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }
}
