using Seckill.Sagas.Runs;

namespace Seckill.Sagas.Engine;

/// <summary>One version of a definition in one engine.</summary>
internal abstract class AnyRuntime(SagaDescription description)
{
    public SagaDescription Description => description;

    public bool Fits(SagaRecord record) => record.Fingerprint == 0 || record.Fingerprint == description.Fingerprint;

    /// <summary>Takes a saga into memory and lets it go on from its record.</summary>
    /// <param name="record">Its durable record.</param>
    /// <param name="lease">The shard it is on from now.</param>
    /// <param name="isInterrupted">True when an earlier run may have got further than the record tells.</param>
    /// <param name="isClaimed">True when the engine takes it up by itself.</param>
    /// <param name="mail">What it is woken for; null for nothing.</param>
    /// <returns>False when it is in memory already.</returns>
    public abstract bool TryActivate(SagaRecord record, ShardLease lease, bool isInterrupted, bool isClaimed, Mail? mail);

    /// <summary>The wait that an event is for when the saga stands where its record says; null when there is none ahead.</summary>
    public abstract string? WaitAhead(SagaRecord record, string eventType);

    /// <summary>True when any wait of the definition takes such events.</summary>
    public abstract bool TakesEvent(string eventType);

    /// <summary>An event as bytes.</summary>
    public abstract ReadOnlyMemory<byte> WriteEvent(string eventType, object value);
}
