using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Sales;

/// <summary>Writes drafts and changes settings.</summary>
internal sealed class SaleWriter(StatementSource source, SaleRows sales)
{
    private readonly Statement _insert = source.Prepare(SaleSql.Insert);
    private readonly Statement _change = source.Prepare(SaleSql.Change);

    public Sale Create(SaleDraft draft)
    {
        var ordinal = _insert
            .Bind(draft.Product.Value).Bind(draft.Title).Bind(draft.Price.Amount).Bind(draft.Price.Currency).Bind(draft.Stock)
            .Bind(draft.PerBuyerLimit).Bind(draft.StartsAt).Bind(draft.EndsAt).Bind((int)draft.Mode)
            .Bind((long)draft.PaymentWindow.TotalMilliseconds)
            .Number();
        return sales.Find((uint)ordinal!.Value)!;
    }

    public SaleResult Change(uint ordinal, long version, SaleChange change)
    {
        if (sales.Find(ordinal) is not { } sale)
        {
            return new SaleResult(LedgerOutcome.NotFound, null);
        }

        if (sale.Stage is SaleStage.Closed or SaleStage.Settled)
        {
            return new SaleResult(LedgerOutcome.InvalidTransition, sale);
        }

        var changed = _change.Bind(ordinal).Bind(version)
            .Bind((int)(change.Mode ?? sale.Mode)).Bind(change.EndsAt ?? sale.EndsAt).Bind(change.PerBuyerLimit ?? sale.PerBuyerLimit)
            .Bind(change.Title ?? sale.Title).Bind(change.Price ?? sale.Price.Amount)
            .Run() == 1;
        return changed
            ? new SaleResult(LedgerOutcome.Ok, sales.Find(ordinal))
            : new SaleResult(LedgerOutcome.VersionConflict, sale);
    }
}
