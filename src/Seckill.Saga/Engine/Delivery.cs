namespace Seckill.Sagas.Engine;

/// <summary>What became of mail for a saga.</summary>
internal readonly record struct Delivery<TAnswer>(DeliveryKind Kind, SagaId Saga, string? Definition, TAnswer Answer = default)
    where TAnswer : struct;
