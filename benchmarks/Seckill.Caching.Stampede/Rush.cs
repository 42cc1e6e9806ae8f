using System.Globalization;

namespace Seckill.Caching.Stampede;

/// <summary>Asks for one key, many times at once.</summary>
/// <param name="Key">The key.</param>
/// <param name="Callers">How many ask in each process.</param>
/// <param name="LoadMs">How long the source takes; -1 for ever.</param>
internal sealed record Rush(string Key, int Callers, int LoadMs)
{
    /// <summary>As a line for a worker.</summary>
    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"rush {Key} {Callers} {LoadMs}");

    public static Rush Parse(string line)
    {
        var parts = line.Split(' ');
        return parts is ["rush", var key, var callers, var load]
            ? new Rush(key, int.Parse(callers, CultureInfo.InvariantCulture), int.Parse(load, CultureInfo.InvariantCulture))
            : throw new FormatException($"A worker does not know what \"{line}\" means.");
    }
}
