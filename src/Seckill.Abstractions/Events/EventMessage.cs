namespace Seckill.Events;

/// <summary>An event on its way: a stable id, a type name, and the payload as bytes, so that buses need no serialiser.</summary>
public sealed record EventMessage
{
    /// <summary>The same for every delivery of one event, at most 200 characters; consumers recognise repeats by it. From a saga: <c>saga/step/number</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The event's name on the wire, such as <c>StockDeductEvent</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The event as UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>What the event is about, such as the saga's id; buses may keep the order of events with the same one. Null when nothing.</summary>
    public string? Subject { get; init; }

    /// <summary>W3C <c>traceparent</c> of what caused it; null when nothing was traced.</summary>
    public string? TraceParent { get; init; }
}
