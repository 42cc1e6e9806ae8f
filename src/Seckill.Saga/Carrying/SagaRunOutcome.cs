namespace Seckill.Sagas;

/// <summary>What became of a saga whose begin record the caller holds.</summary>
public enum SagaRunOutcome
{
    /// <summary>Not answered; what a caller's buffer holds before the call.</summary>
    None = 0,

    /// <summary>It is durable, waiting, on its way or ended: the begin record may be forgotten.</summary>
    Durable = 1,

    /// <summary>Another run of it has gone further: the begin record may be forgotten.</summary>
    Overtaken = 2,

    /// <summary>It is not known to be durable: keep the begin record, and start it again under the same id.</summary>
    Unknown = 3,

    /// <summary>The engine is stopping, has no shard, or is full: keep the begin record, and start it again. Nothing was done.</summary>
    Rejected = 4,
}
