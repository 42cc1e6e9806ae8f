using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Orders.Recent;

namespace Seckill.Sqlite.Reading;

/// <summary>A place in the pool; its connection is opened when it is first used.</summary>
internal sealed class ReadSlot(LedgerFile file, RecentRows recent) : IDisposable
{
    private ReadSession? _session;

    public ReadSession Open() => _session ??= new ReadSession(file.OpenReader(), recent);

    public void Dispose() => _session?.Dispose();
}
