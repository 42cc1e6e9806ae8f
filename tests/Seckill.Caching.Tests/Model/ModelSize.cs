using System.Globalization;

namespace Seckill.Caching.Tests.Model;

/// <summary>How far the model is driven: a few seconds unless the environment asks for more (docs/cache-correctness.md).</summary>
internal static class ModelSize
{
    /// <summary><c>SECKILL_CACHE_STEPS</c>: steps of each random walk.</summary>
    public static int Steps { get; } = Read("SECKILL_CACHE_STEPS", 60_000);

    /// <summary><c>SECKILL_CACHE_SEEDS</c>: number of random walks.</summary>
    public static int Seeds { get; } = Read("SECKILL_CACHE_SEEDS", 15);

    /// <summary><c>SECKILL_CACHE_TURNS</c>: turns of a schedule with a fault; 0 knows no bound.</summary>
    public static int? Turns { get; } = Read("SECKILL_CACHE_TURNS", 2) is > 0 and var turns ? turns : null;

    /// <summary><c>SECKILL_CACHE_TRACE</c>: so many of the last steps are told with a violation.</summary>
    public static int Trace { get; } = Read("SECKILL_CACHE_TRACE", 0);

    private static int Read(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
