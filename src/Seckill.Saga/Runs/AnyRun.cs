namespace Seckill.Sagas.Runs;

/// <summary>A saga in memory.</summary>
internal abstract class AnyRun(SagaId id, bool isClaimed) : IThreadPoolWorkItem
{
    public SagaId Id => id;

    /// <summary>True when the engine took it up by itself, false when somebody asked for it.</summary>
    public bool IsClaimed => isClaimed;

    /// <summary>Hands it something to be dealt with; false when it has left.</summary>
    public abstract bool TryPost(Mail mail);

    public abstract void Execute();
}
