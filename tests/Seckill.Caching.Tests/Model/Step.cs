namespace Seckill.Caching.Tests.Model;

/// <summary>One thing that can happen next.</summary>
internal sealed record Step(StepKind Kind, int Node, int Index, Action Do)
{
    public bool IsFault => Kind >= StepKind.LostCall;

    /// <summary>Whether it is the same step, at whatever place of a schedule.</summary>
    public bool Is(Step other) => (Kind, Node, Index) == (other.Kind, other.Node, other.Index);

    /// <summary>
    /// Whether the two lead to the same world in either order: steps of different nodes do, unless both reach the server, one begins an operation
    /// (the source and the laws are everybody's), or both are faults, of which a schedule has only so many.
    /// </summary>
    public bool CommutesWith(Step other) =>
        Node != other.Node
        && Kind != StepKind.Start && other.Kind != StepKind.Start
        && !(Kind == StepKind.Request && other.Kind == StepKind.Request)
        && !(IsFault && other.IsFault);
}
