using Seckill.Sagas;

namespace Seckill.Testing.Sagas.Kit;

/// <summary>An event that is raised at a time.</summary>
internal sealed record ScenarioEvent(TimeSpan After, string Type, Func<ISagaClient, SagaId, string, ValueTask<RaiseResult>> RaiseAsync);
