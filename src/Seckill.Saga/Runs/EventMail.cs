namespace Seckill.Sagas.Runs;

/// <summary>An event that was raised.</summary>
internal sealed class EventMail(string type, object value, string eventId) : MailOf<RaiseResult>
{
    public string Type => type;

    public object Value => value;

    public string EventId => eventId;
}
