using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Orders.Recent;

namespace Seckill.Sqlite.Writing;

/// <summary>Tells whether another connection has written to the file.</summary>
internal sealed class DataVersion(StatementSource source)
{
    private readonly Statement _version = source.Prepare(RecentRowSql.DataVersion);
    private long? _known;

    /// <summary>True at first, and when the file was changed since it was asked last. Ask within a transaction.</summary>
    public bool HasChanged()
    {
        var before = _known;
        _known = _version.Number();
        return before is null || before != _known;
    }
}
