using Seckill.Sagas.Engine;

namespace Seckill.Sagas;

internal sealed class SagaRunners(SagaEngine engine) : ISagaRunners
{
    public ISagaRunner<TState> For<TState>(SagaDefinition<TState> definition, string fromStep)
        where TState : class
    {
        var runtime = engine.Registry.Get(definition);
        var node = definition.Nodes.Take(definition.StepCount).TakeWhile(n => n.Wait is null).FirstOrDefault(n => n.Name == fromStep)
            ?? throw new ArgumentException($"Saga '{definition}' has no step '{fromStep}' before its first wait.", nameof(fromStep));
        return node.Guarantee == Guarantee.Guarded && node.Group is null
            ? new SagaRunner<TState>(runtime, node)
            : throw new ArgumentException($"Step '{fromStep}' of saga '{definition}' is started again after a crash: it must be guarded, and outside parallel groups.", nameof(fromStep));
    }
}
