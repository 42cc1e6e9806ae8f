using System.Globalization;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>What the environment asks of the simulations, for the long campaigns.</summary>
internal static class SimSettings
{
    public static int Number(string name, int fallback) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;

    /// <summary>Two numbers with a dash between them, both included; null when not set.</summary>
    public static (int First, int Last)? Range(string name) =>
        Text(name)?.Split('-') is { } parts ? (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[^1], CultureInfo.InvariantCulture)) : null;

    private static string? Text(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
}
