using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Orders;

/// <summary>
/// Reads the terms of sales, once for a run of drafts of the same sale. It must be told to forget at the start of each call:
/// terms remembered over calls could be those of a transaction that was rolled back.
/// </summary>
internal sealed class SaleTermsReader(StatementSource source)
{
    private readonly Statement _terms = source.Prepare(OrderSql.Terms);
    private long _ordinal = -1;
    private SaleTerms? _known;

    public void Forget() => _ordinal = -1;

    /// <summary>The terms; null when there is no such sale.</summary>
    public SaleTerms? Find(uint ordinal)
    {
        if (_ordinal != ordinal)
        {
            _known = _terms.Bind(ordinal).First(static row =>
                new SaleTerms(TimeSpan.FromMilliseconds(row.Long(0)), row.Int(1), row.Text(2)));
            _ordinal = ordinal;
        }

        return _known;
    }
}
