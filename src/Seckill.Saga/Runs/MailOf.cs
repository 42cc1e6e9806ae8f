using Seckill.Sagas.Working;

namespace Seckill.Sagas.Runs;

/// <summary>Mail with an answer; null means "ask again".</summary>
internal abstract class MailOf<TAnswer> : Mail
    where TAnswer : struct
{
    private readonly Reply<TAnswer?> _reply = new();

    public Task<TAnswer?> Answer => _reply.Task;

    public void Give(WorkQueue work, TAnswer answer) => _reply.Give(work, answer);

    public override void AskAgain(WorkQueue work) => _reply.Give(work, null);

    public override void Fault(WorkQueue work, Exception fault) => _reply.Fault(work, fault);
}
