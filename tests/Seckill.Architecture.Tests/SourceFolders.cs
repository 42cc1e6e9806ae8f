using System.Runtime.CompilerServices;

namespace Seckill.Architecture.Tests;

internal static class SourceFolders
{
    /// <summary>Every package there is, by its folder, so that none can be forgotten.</summary>
    public static IEnumerable<string> Packages => Directory.EnumerateFiles(In("src"), "*.csproj", SearchOption.AllDirectories)
        .Select(f => Path.GetFileNameWithoutExtension(f)!)
        .Order(StringComparer.Ordinal);

    public static string In(string folder, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", folder);
}
