namespace Seckill.Caching.Tests.Model;

/// <summary>A process of the world.</summary>
internal sealed record WorldNode(int Index, TestCache Cache, SimulatedLink Link)
{
    /// <summary>Killed: nobody hears of what it still does.</summary>
    public bool IsDead { get; set; }

    public int OpenChanges { get; set; }
}
