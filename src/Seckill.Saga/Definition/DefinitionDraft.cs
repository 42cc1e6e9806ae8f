using System.Text.Json.Serialization.Metadata;

namespace Seckill.Sagas;

/// <summary>What has been said so far of a definition.</summary>
internal sealed class DefinitionDraft<TState>(string name, int version, JsonTypeInfo<TState> json)
    where TState : class
{
    private int _groups;
    private int? _group;

    public string Name => name;

    public int Version => version;

    public JsonTypeInfo<TState> Json => json;

    public List<StepNode<TState>> Steps { get; } = [];

    public List<StepNode<TState>> AfterCompensation { get; } = [];

    public bool NestsGroups { get; private set; }

    public StepNode<TState> Add(StepNode<TState> node)
    {
        node.Group = _group;
        (node.Kind == StepKind.AfterCompensation ? AfterCompensation : Steps).Add(node);
        return node;
    }

    public void BeginGroup()
    {
        NestsGroups |= _group is not null;
        _group = _groups++;
    }

    public void EndGroup() => _group = null;
}
