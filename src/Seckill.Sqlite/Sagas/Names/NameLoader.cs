using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Sagas.Names;

/// <summary>Brings names that are in the file into memory: after a restart, and those that another process has written.</summary>
internal sealed class NameLoader(StatementSource source, RecentNames recent)
{
    private const int Page = 8192;

    private readonly Statement _floor = source.Prepare(NameSql.Floor);
    private readonly Statement _namesAfter = source.Prepare(NameSql.NamesAfter);

    public void CatchUp()
    {
        // Another process may have moved names into the file's index, and out of what is read below.
        if (_floor.Number() is { } floor && (recent.Floor is not { } known || floor > known))
        {
            recent.RaiseFloor(floor);
        }

        for (; ; )
        {
            var after = recent.Last;
            var names = _namesAfter.Bind(after).Bind(Page).All(static row => new RecentName(row.Long(0), row.Long(1), row.Long(2)));
            recent.TryAppend(after, names);
            if (names.Count < Page)
            {
                return;
            }
        }
    }
}
