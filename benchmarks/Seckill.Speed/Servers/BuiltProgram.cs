namespace Seckill.Speed.Servers;

/// <summary>Where the build puts the programs that are started: beside this one.</summary>
internal sealed record BuiltProgram(string Library)
{
    public string RuntimeSettings => Path.ChangeExtension(Library, ".runtimeconfig.json");

    /// <exception cref="BenchmarkFailedException">It is not there, or not a Release build.</exception>
    public static BuiltProgram Find(string project)
    {
        var here = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        if (!here.Name.Equals("release", StringComparison.OrdinalIgnoreCase))
        {
            throw new BenchmarkFailedException("Only a Release build is worth measuring: dotnet run -c Release.");
        }

        var library = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, project + ".dll");
        return File.Exists(library)
            ? new BuiltProgram(library)
            : throw new BenchmarkFailedException($"{project} is not built: dotnet build -c Release.");
    }
}
