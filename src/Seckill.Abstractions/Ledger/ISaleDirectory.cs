using Seckill.Ids;
using Seckill.Sales;

namespace Seckill.Ledger;

/// <summary>The durable record of sales. Every change is a compare-and-set on version or stage.</summary>
public interface ISaleDirectory
{
    /// <summary>Writes a new draft and gives it an ordinal and the id <c>s{ordinal}</c>.</summary>
    ValueTask<Sale> CreateAsync(SaleDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Reads a sale; null when there is none.</summary>
    ValueTask<Sale?> FindAsync(SaleId id, CancellationToken cancellationToken = default);

    /// <summary>Reads a sale by its ordinal; null when there is none.</summary>
    ValueTask<Sale?> FindAsync(uint ordinal, CancellationToken cancellationToken = default);

    /// <summary>All sales, newest first.</summary>
    ValueTask<IReadOnlyList<Sale>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Sales that are neither drafts nor settled, newest first.</summary>
    ValueTask<IReadOnlyList<Sale>> ListLiveAsync(CancellationToken cancellationToken = default);

    /// <summary>Moves a draft to published and allots its stock from the product's inventory.</summary>
    ValueTask<SaleResult> PublishAsync(SaleId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves a sale to a stage if it stands in one of <paramref name="from"/>; repeating a move that was made is
    /// <see cref="LedgerOutcome.InvalidTransition"/>. A draft is only moved by <see cref="PublishAsync"/>. To be settled a sale must be
    /// quiet; its unsold units go back to the inventory, an open adjustment ends as the total says, and it takes no more drafts.
    /// </summary>
    ValueTask<SaleResult> MoveAsync(SaleId id, IReadOnlyList<SaleStage> from, SaleStage to, CancellationToken cancellationToken = default);

    /// <summary>Changes settings if the version is the one given and the sale is not closed or settled.</summary>
    ValueTask<SaleResult> ChangeAsync(SaleId id, long version, SaleChange change, CancellationToken cancellationToken = default);

    /// <summary>True when a sale has neither unpaid orders nor stock returns.</summary>
    ValueTask<bool> IsQuietAsync(SaleId id, CancellationToken cancellationToken = default);
}
