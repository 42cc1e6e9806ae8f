namespace Seckill.Caching;

/// <summary>What became of a write to a cache.</summary>
public enum WriteOutcome
{
    /// <summary>Every tier has it, and every node is told.</summary>
    Applied,

    /// <summary>A value made from a newer row was there: nothing was written.</summary>
    Outdated,

    /// <summary>This node has it; the Distributed tier does not answer, and its copy is removed as soon as it does.</summary>
    Deferred,
}
