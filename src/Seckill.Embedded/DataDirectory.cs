using Microsoft.Extensions.Options;

namespace Seckill.Embedded;

/// <summary>The data directory, held by this process alone: two on one folder would give back and sell each other's units.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

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

    public void Dispose() => _lock.Dispose();
}
