namespace Seckill.Sagas.Runs;

/// <summary>A wish to cancel.</summary>
internal sealed class CancelMail(string reason) : MailOf<CancelSagaOutcome>
{
    public string Reason => reason;
}
