using Seckill.Rehearsal.Api;

namespace Seckill.Rehearsal.Hosting;

/// <summary>Finds the sample host's program.</summary>
internal static class HostFiles
{
    private const string Program = "Seckill.SampleHost";

    /// <summary>The given file, or the sample host of this repository in this program's own configuration.</summary>
    /// <exception cref="HostFaultException">There is none.</exception>
    public static string Find(string? given)
    {
        if (given is not null)
        {
            return File.Exists(given) ? Path.GetFullPath(given) : throw new HostFaultException($"There is no file '{given}'.");
        }

        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var sibling = Path.Combine(output.Parent?.Parent?.FullName ?? "", Program, output.Name, $"{Program}.dll");
        return File.Exists(sibling)
            ? sibling
            : throw new HostFaultException($"The sample host is not built ({sibling}); build samples/{Program} in the same configuration, or pass --host or --url.");
    }
}
