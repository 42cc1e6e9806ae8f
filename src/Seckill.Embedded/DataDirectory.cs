using Microsoft.Extensions.Options;

namespace Seckill.Embedded;

/// <summary>The data directory, held by this process alone: two on one folder would give back and sell each other's units.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;
    private string? _name;

    public DataDirectory(IOptions<EmbeddedOptions> options)
    {
        Path = System.IO.Path.GetFullPath(options.Value.DataDirectory);
        Directory.CreateDirectory(Path);
        try
        {
            // The system lets go of it when the process ends, however it ends.
            _lock = new FileStream(System.IO.Path.Combine(Path, "in-use.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException(
                $"The data directory {Path} is in use by another process. Stop that one, or set EmbeddedOptions.DataDirectory to another folder.", e);
        }
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>A random name that the folder has kept since its first use: the same wherever it is mounted, and by whatever machine.</summary>
    public string Name => _name ??= ReadName();

    public void Dispose() => _lock.Dispose();

    private string ReadName()
    {
        var file = System.IO.Path.Combine(Path, "name");
        if (File.Exists(file) && Guid.TryParseExact(File.ReadAllText(file), "N", out var known))
        {
            return known.ToString("N");
        }

        // None yet, or half of one from a death while it was written.
        var name = Guid.NewGuid().ToString("N");
        File.WriteAllText(file, name);
        return name;
    }
}
