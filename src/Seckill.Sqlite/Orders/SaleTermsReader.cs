using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Orders;

/// <summary>Reads the terms of sales.</summary>
internal sealed class SaleTermsReader(StatementSource source)
{
    private readonly Statement _terms = source.Prepare(OrderSql.Terms);

    /// <summary>The terms; null when there is no such sale.</summary>
    public SaleTerms? Find(uint ordinal) => _terms.Bind(ordinal).First(row =>
        new SaleTerms(ordinal, TimeSpan.FromMilliseconds(row.Long(0)), row.Int(1), row.Text(2), row.Long(3)));
}
