using System.Globalization;

namespace Seckill.Speed.Scripts;

/// <summary>What the server says of its own time in scripts.</summary>
internal readonly record struct CommandStats(long Calls, long Microseconds)
{
    private const string Head = "cmdstat_evalsha:";

    /// <summary>Reads the answer to <c>INFO commandstats</c>.</summary>
    public static CommandStats Parse(string info)
    {
        var line = info.Split('\n').FirstOrDefault(text => text.StartsWith(Head, StringComparison.Ordinal))
            ?? throw new FormatException("The server has no figures for evalsha.");
        var values = line[Head.Length..].Split(',').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new CommandStats(
            long.Parse(values["calls"], CultureInfo.InvariantCulture),
            long.Parse(values["usec"], CultureInfo.InvariantCulture));
    }
}
