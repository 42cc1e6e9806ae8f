using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Sagas.Names;

/// <summary>
/// A reader's look-ups. Memory is asked before the file: a name that leaves memory in between is in the file by then, and one that was
/// committed a moment ago, or by another process, is fetched into memory first.
/// </summary>
internal sealed class ReaderNames(StatementSource source, RecentNames recent)
{
    private readonly NameLoader _loader = new(source, recent);
    private readonly Statement _find = source.Prepare(NameSql.Find);

    /// <summary>Rows under a hash, each perhaps more than once.</summary>
    public List<long> Find(long hash)
    {
        var rows = new List<long>();
        _loader.CatchUp();
        recent.Find(hash, rows);
        _find.Bind(hash).ReadInto(rows);
        return rows;
    }
}
