namespace Seckill.Caching.Benchmarks.Races;

/// <summary>What overtakes a load.</summary>
internal enum OvertakenLoad
{
    Set,
    Remove,
    Tag,
}
