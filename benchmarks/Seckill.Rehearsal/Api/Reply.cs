namespace Seckill.Rehearsal.Api;

/// <summary>An answer to a buyer, with the fields that the contract has for it.</summary>
internal readonly record struct Reply
{
    public required AnswerKind Kind { get; init; }

    /// <summary>The HTTP status; 0 when no answer came.</summary>
    public int Status { get; init; }

    public string? ReservationId { get; init; }

    public string? OrderId { get; init; }

    /// <summary>Where the purchase stands, in the contract's words.</summary>
    public string? State { get; init; }

    /// <summary>The problem's code, or why a purchase ended.</summary>
    public string? Reason { get; init; }

    /// <summary>What became of a payment.</summary>
    public string? Outcome { get; init; }

    public long? Position { get; init; }

    public long? EstimatedWaitMs { get; init; }

    public DateTimeOffset? PayBefore { get; init; }

    public decimal? Amount { get; init; }

    /// <summary>How long the host asks to wait before the next try.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The answer's text when it is not one of the contract's; what failed when none came.</summary>
    public string? Text { get; init; }

    /// <summary>True when it is not known what the host did.</summary>
    public bool IsUnknown => Kind is AnswerKind.Unavailable or AnswerKind.Lost;

    /// <summary>True when the host says that it holds something for the buyer.</summary>
    public bool IsTaken => Kind is AnswerKind.Ordered or AnswerKind.Queued;

    public override string ToString() =>
        $"{Status} {Kind}{Part("state", State)}{Part("reservation", ReservationId)}{Part("reason", Reason)}{Part("outcome", Outcome)}{Part("text", Text)}";

    private static string Part(string name, string? value) => value is null ? "" : $" {name}={value}";
}
