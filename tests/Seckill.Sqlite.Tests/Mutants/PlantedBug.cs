using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Tests.Mutants;

/// <summary>A bug planted by a replacement in the text of the ledger's statements, for everything opened within one test.</summary>
internal sealed class PlantedBug(string find, string replace)
{
    private static readonly AsyncLocal<PlantedBug?> s_current = new();

    /// <summary>The bug that ledgers opened here and now are to have; null when none.</summary>
    public static SqlRewrite? Current => s_current.Value is { } bug ? bug.Plant : null;

    /// <summary>True when some statement had the text.</summary>
    public bool IsPlanted { get; private set; }

    /// <summary>Lets ledgers that are opened from now on, in this flow of calls, have the bug.</summary>
    public void Arm() => s_current.Value = this;

    private string Plant(string sql)
    {
        if (!sql.Contains(find, StringComparison.Ordinal))
        {
            return sql;
        }

        IsPlanted = true;
        return sql.Replace(find, replace, StringComparison.Ordinal);
    }
}
