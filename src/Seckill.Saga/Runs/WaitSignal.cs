using Seckill.Sagas.Working;

namespace Seckill.Sagas.Runs;

/// <summary>What ends a wait: an event, a cancellation, or, as <c>default</c>, the deadline.</summary>
/// <param name="Value">The event, or a <see cref="SagaCancel"/>.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="Mail">Who waits for the answer; null for nobody.</param>
internal readonly record struct WaitSignal(object? Value, string? EventId, Mail? Mail)
{
    public bool IsEvent => EventId is not null;

    public void AskAgain(WorkQueue work) => Mail?.AskAgain(work);

    public void Reject(WorkQueue work, SagaId id)
    {
        (Mail as EventMail)?.Give(work, new RaiseResult(RaiseOutcome.Rejected, id));
        (Mail as CancelMail)?.Give(work, CancelSagaOutcome.Rejected);
    }

    /// <summary>Answers once the saga's next record is durable; a saga that was lost on the way has to be asked again.</summary>
    public void Give(WorkQueue work, Next next, RaiseResult raised, CancelSagaOutcome cancelled)
    {
        if (next == Next.Drop)
        {
            AskAgain(work);
        }
        else
        {
            (Mail as EventMail)?.Give(work, raised);
            (Mail as CancelMail)?.Give(work, cancelled);
        }
    }
}
