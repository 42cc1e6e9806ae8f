using Seckill.Sqlite.Orders.Recent;
using Seckill.Sqlite.Sagas.Names;

namespace Seckill.Sqlite;

/// <summary>What of the file is indexed in memory, shared by the writer and the readers of the process.</summary>
internal sealed class NewestRows
{
    public RecentRows Orders { get; } = new();

    public RecentNames Sagas { get; } = new();
}
