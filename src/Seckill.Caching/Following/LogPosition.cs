namespace Seckill.Caching.Following;

/// <summary>How far a node has followed one partition. Remembers the latest operations, so that a repeated record is told from another history.</summary>
internal sealed class LogPosition
{
    private const int Length = 1024;

    private readonly ulong[] _operations = new ulong[Length];
    private long _since;

    public long Sequence { get; private set; }

    /// <summary>The highest place that was heard of.</summary>
    public long Heard { get; private set; }

    /// <summary>The newest record that the server itself has named: where a proof that its history is the same begins.</summary>
    public CacheLogHead Proven { get; private set; }

    /// <summary>A record was pushed that is not of the history that was followed.</summary>
    public bool IsContradicted { get; private set; }

    /// <summary>Jumps to a place; what was before it is not known.</summary>
    public void Reset(CacheLogHead head)
    {
        (Sequence, _since, Proven, IsContradicted) = (head.Sequence, head.Sequence, head, false);
        _operations[Sequence % Length] = head.Operation.Value;
        Heard = head.Sequence;
    }

    public void Hear(long sequence) => Heard = Math.Max(Heard, sequence);

    public void Advance(OperationId operation)
    {
        Sequence++;
        _operations[Sequence % Length] = operation.Value;
    }

    public void Prove(CacheLogHead head) => Proven = head.Sequence > Proven.Sequence ? head : Proven;

    public void Contradict() => IsContradicted = true;

    /// <summary>Whether a record was followed and is remembered.</summary>
    public bool Remembers(long sequence, OperationId operation) => IsRemembered(sequence) && _operations[sequence % Length] == operation.Value;

    /// <summary>Whether another record was followed at this place.</summary>
    public bool Denies(long sequence, OperationId operation) => IsRemembered(sequence) && _operations[sequence % Length] != operation.Value;

    private bool IsRemembered(long sequence) => sequence >= _since && sequence <= Sequence && sequence > Sequence - Length;
}
