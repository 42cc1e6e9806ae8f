namespace Seckill.Sagas;

/// <summary>What became of one record of a commit.</summary>
public enum SagaCommitOutcome
{
    /// <summary>Not answered; what a caller's buffer holds before the call.</summary>
    None = 0,

    /// <summary>It is durable, by this call or by an earlier one with the same <see cref="SagaRecord.WriteId"/>.</summary>
    Committed = 1,

    /// <summary>The stored record is not its predecessor: somebody else wrote. Nothing was changed.</summary>
    Stale = 2,

    /// <summary>The shard has been granted under a higher epoch: the writer lost it. Nothing was changed.</summary>
    Fenced = 3,

    /// <summary>Another unfinished saga of the definition has the correlation key. Nothing was changed.</summary>
    KeyTaken = 4,
}
