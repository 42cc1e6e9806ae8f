namespace Seckill.Rehearsal.Crowd;

/// <summary>One wish under one key, and what has been heard about it. Its members are changed under its own lock.</summary>
internal sealed class Wish(string key, int quantity)
{
    private readonly HashSet<string> _heardOrders = [];

    public Lock Gate { get; } = new();

    public string Key => key;

    public int Quantity => quantity;

    /// <summary>The purchase that answers named; null while none has.</summary>
    public string? ReservationId { get; set; }

    /// <summary>The order that the first answer to name one named.</summary>
    public string? OrderId { get; private set; }

    /// <summary>Every order that an answer named: one, on a right host.</summary>
    public IReadOnlyCollection<string> HeardOrders => _heardOrders;

    /// <summary>What it costs, once there is an order.</summary>
    public decimal? Amount { get; set; }

    /// <summary>True once an order was heard of.</summary>
    public bool IsOrdered => OrderId is not null;

    /// <summary>True once a ticket was heard of.</summary>
    public bool HadTicket { get; set; }

    /// <summary>The last refusal; null when there is none or the wish was taken after it.</summary>
    public string? Refusal { get; set; }

    /// <summary>True when a request was sent whose answer was not heard: the host may or may not have acted.</summary>
    public bool MayBeTaken { get; set; }

    public bool AnsweredPaid { get; set; }

    public bool AnsweredCancelled { get; set; }

    /// <summary>Writes down an order; what was heard before is never forgotten over it.</summary>
    public void HearOrder(string? orderId)
    {
        if (orderId is not null)
        {
            OrderId ??= orderId;
            _heardOrders.Add(orderId);
        }
    }
}
