namespace Seckill.Sagas;

/// <summary>Which records a shard's owner asks for.</summary>
public enum SagaClaimKind
{
    /// <summary>Those whose <see cref="SagaRecord.DueAt"/> has come.</summary>
    Due = 1,

    /// <summary>Those that were in the hands of an earlier owner: running or compensating, without a due time, written under a lower epoch.</summary>
    Interrupted = 2,
}
