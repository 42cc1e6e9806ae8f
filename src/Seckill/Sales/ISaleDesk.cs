using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Reconciliation;

namespace Seckill.Sales;

/// <summary>What operators do with sales. The caller writes the audit entry.</summary>
public interface ISaleDesk
{
    /// <summary>Writes a draft.</summary>
    /// <exception cref="ArgumentException">A value breaks a rule of <see cref="SaleDraft"/>; the message says which.</exception>
    ValueTask<Sale> CreateAsync(SaleDraft draft, CancellationToken cancellationToken = default);

    /// <summary>All sales, newest first.</summary>
    ValueTask<IReadOnlyList<Sale>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads a sale; null when there is none.</summary>
    ValueTask<Sale?> FindAsync(SaleId id, CancellationToken cancellationToken = default);

    /// <summary>Moves a draft to published and loads its stock; the gate opens with the time window.</summary>
    ValueTask<SaleResult> PublishAsync(SaleId id, CancellationToken cancellationToken = default);

    /// <summary>Holds the gate.</summary>
    ValueTask<SaleResult> PauseAsync(SaleId id, CancellationToken cancellationToken = default);

    /// <summary>Lets the gate go again.</summary>
    ValueTask<SaleResult> ResumeAsync(SaleId id, CancellationToken cancellationToken = default);

    /// <summary>Ends the sale now; what was reserved goes on.</summary>
    ValueTask<SaleResult> CloseAsync(SaleId id, CancellationToken cancellationToken = default);

    /// <summary>Changes settings if the version is the one given.</summary>
    /// <exception cref="ArgumentException">A value breaks a rule of <see cref="SaleDraft"/>; the message says which.</exception>
    ValueTask<SaleResult> ChangeAsync(SaleId id, long version, SaleChange change, CancellationToken cancellationToken = default);

    /// <summary>Adds or takes units; never below what is committed or in line.</summary>
    /// <param name="id">The sale.</param>
    /// <param name="adjustmentId">Made by the caller, 1 to 64 characters of <c>[A-Za-z0-9_-]</c>; the same id is applied once.</param>
    /// <param name="delta">Units, not 0, at most 100 million either way.</param>
    /// <param name="reason">The operator's words, at most 500 characters.</param>
    /// <param name="cancellationToken">Stops the waiting, never the outcome.</param>
    ValueTask<SaleResult> AdjustStockAsync(SaleId id, RequestKey adjustmentId, long delta, string reason, CancellationToken cancellationToken = default);

    /// <summary>The books of a sale; null when there is none.</summary>
    ValueTask<Books?> ReadBooksAsync(SaleId id, CancellationToken cancellationToken = default);

    /// <summary>The sale's orders, newest first. Pages count from 1, of 50.</summary>
    ValueTask<OrderPage?> ListOrdersAsync(SaleId id, int page, CancellationToken cancellationToken = default);
}
