namespace Seckill.Sagas;

/// <summary>An event that came for a saga.</summary>
/// <param name="Wait">The name of the wait it is for.</param>
/// <param name="EventId">The id the sender gave it; a repeat is recognised by it.</param>
/// <param name="State">What became of it.</param>
/// <param name="Payload">The event as UTF-8 JSON while it is buffered; empty afterwards.</param>
public sealed record SagaIncoming(string Wait, string EventId, SagaIncomingState State, ReadOnlyMemory<byte> Payload);
