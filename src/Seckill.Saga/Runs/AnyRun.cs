namespace Seckill.Sagas.Runs;

/// <summary>A saga in memory.</summary>
internal abstract class AnyRun(SagaId id, bool isClaimed) : IThreadPoolWorkItem
{
    public SagaId Id => id;

    /// <summary>True when the engine took it up by itself, false when somebody asked for it.</summary>
    public bool IsClaimed => isClaimed;

    /// <summary>The shard it is on.</summary>
    public abstract int Shard { get; }

    /// <summary>How the saga's begin went; null when it had begun before it came into memory.</summary>
    public Task<SagaStartOutcome>? Beginning { get; protected set; }

    /// <summary>Hands it something to be dealt with; false when it has left.</summary>
    public abstract bool TryPost(Mail mail);

    /// <summary>Has it taken up again should it lose its place; false when it has left.</summary>
    public abstract bool TryReviveLater();

    public abstract void Execute();
}
