using Seckill.Sagas.Engine;

namespace Seckill.Sagas;

/// <summary>The gates of one definition's vectorised steps.</summary>
internal sealed class VectorGates<TState>
    where TState : class
{
    private readonly VectorGate<TState>?[] _actions;
    private readonly VectorGate<TState>?[] _undos;

    public VectorGates(DefinitionRuntime<TState> runtime)
    {
        _actions = [.. runtime.Definition.Nodes.Select(n => Make(n, n.Action, n.ActionOperation))];
        _undos = [.. runtime.Definition.Nodes.Select(n => Make(n, n.Undo, EffectOperation.Undo))];

        VectorGate<TState>? Make(StepNode<TState> node, StepCall<TState>? call, EffectOperation operation) =>
            call?.Vector is null ? null : new VectorGate<TState>(runtime, node, call, operation);
    }

    public VectorGate<TState> Of(StepNode<TState> node, EffectOperation operation) =>
        (operation == EffectOperation.Undo ? _undos : _actions)[node.Index]!;
}
