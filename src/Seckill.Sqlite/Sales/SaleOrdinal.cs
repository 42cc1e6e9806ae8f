using System.Globalization;
using Seckill.Ids;

namespace Seckill.Sqlite.Sales;

/// <summary>A sale's id is its ordinal behind an <c>s</c>, so no table needs to hold it.</summary>
internal static class SaleOrdinal
{
    [ThreadStatic]
    private static (long Ordinal, SaleId Id) t_last;

    // Orders come in runs of one sale.
    public static SaleId ToId(long ordinal)
    {
        if (t_last.Ordinal != ordinal)
        {
            t_last = (ordinal, SaleId.Parse(string.Create(CultureInfo.InvariantCulture, $"s{ordinal}")));
        }

        return t_last.Id;
    }

    /// <summary>The ordinal; false when no sale can have that id.</summary>
    public static bool TryParse(SaleId id, out uint ordinal)
    {
        ordinal = 0;
        return id.Value is ['s', >= '1' and <= '9', ..]
            && uint.TryParse(id.Value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out ordinal);
    }
}
