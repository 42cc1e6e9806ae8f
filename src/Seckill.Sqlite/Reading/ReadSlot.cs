using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Reading;

/// <summary>A place in the pool; its connection is opened when it is first used.</summary>
internal sealed class ReadSlot(DatabaseFile file, NewestRows newest) : IDisposable
{
    private ReadSession? _session;

    public ReadSession Open() => _session ??= new ReadSession(file.OpenReader(), newest);

    public void Dispose() => _session?.Dispose();
}
