namespace Seckill.Caching.Following;

/// <summary>How far a node has followed one partition. Remembers the latest operations, so that a repeated record is told from another history.</summary>
internal sealed class LogPosition
{
    private const int Length = 1024;

    private readonly ulong[] _operations = new ulong[Length];
    private long _since;

    public long Sequence { get; private set; }

    public OperationId Operation => new(_operations[Sequence % Length]);

    /// <summary>Jumps to a place; what was before it is not known.</summary>
    public void Reset(CacheLogHead head)
    {
        (Sequence, _since) = (head.Sequence, head.Sequence);
        _operations[Sequence % Length] = head.Operation.Value;
    }

    public void Advance(OperationId operation)
    {
        Sequence++;
        _operations[Sequence % Length] = operation.Value;
    }

    /// <summary>Whether a record at or before this place can be one of those that were followed.</summary>
    public bool Agrees(long sequence, OperationId operation) =>
        sequence < _since || (sequence > Sequence - Length && _operations[sequence % Length] == operation.Value);
}
