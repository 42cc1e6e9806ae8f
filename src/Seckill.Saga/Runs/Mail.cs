using Seckill.Sagas.Working;

namespace Seckill.Sagas.Runs;

/// <summary>Something from outside for a saga in memory.</summary>
internal abstract class Mail
{
    /// <summary>The saga lost its place before it could answer: its new record has to be asked.</summary>
    public abstract void AskAgain(WorkQueue work);

    public abstract void Fault(WorkQueue work, Exception fault);
}
