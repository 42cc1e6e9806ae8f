namespace Seckill.Sagas;

/// <summary>An event of a step, kept in the saga's record until the bus has it.</summary>
/// <param name="Id">The event's id: <c>saga/step/number</c>.</param>
/// <param name="Type">The event's name on the wire.</param>
/// <param name="Payload">The event as UTF-8 JSON.</param>
/// <param name="At">When it happened.</param>
public sealed record SagaOutgoing(string Id, string Type, ReadOnlyMemory<byte> Payload, DateTimeOffset At);
