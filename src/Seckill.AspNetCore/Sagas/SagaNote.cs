namespace Seckill.AspNetCore.Sagas;

/// <summary>Why an operator acts on a saga.</summary>
internal sealed record SagaNote(string? Why = null);
