namespace Seckill.Sagas.Runs;

/// <summary>An operator's action: retry, skip or complete.</summary>
internal sealed class OperatorMail(SagaTimelineKind action, OperatorNote note) : MailOf<SagaAdminOutcome>
{
    public SagaTimelineKind Action => action;

    public OperatorNote Note => note;
}
