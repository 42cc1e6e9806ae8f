namespace Seckill.Sagas.Sending;

/// <summary>An event on its way to the bus.</summary>
internal readonly record struct Dispatch(Outbox From, SagaId Saga, SagaOutgoing Event);
