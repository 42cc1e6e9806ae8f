namespace Seckill.Sagas.Campaign.Sagas;

/// <summary>The state of every saga here.</summary>
internal sealed class OrderState
{
    public int Number { get; set; }

    public string Buyer { get; set; } = "";

    /// <summary>When a waiting one falls due; not used by others.</summary>
    public DateTimeOffset Deadline { get; set; }
}
