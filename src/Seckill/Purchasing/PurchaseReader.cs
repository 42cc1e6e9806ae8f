using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Queueing;
using Seckill.Recovery;
using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Purchasing;

/// <summary>The truth about a purchase: the ledger's row, else the reservation in line. A forged id is turned away without a look-up.</summary>
internal sealed class PurchaseReader(
    PurchaseIdIssuer issuer,
    IOrderLedger ledger,
    IStockStore stock,
    SaleCatalog catalog,
    BucketLoader loader)
{
    /// <summary>Null for an id that was never issued, or whose sale is unknown.</summary>
    public async ValueTask<PurchaseState?> FindAsync(PurchaseId id, CancellationToken cancellationToken)
    {
        if (!issuer.IsIssued(id))
        {
            return null;
        }

        if (await ledger.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } order)
        {
            return PurchaseStates.FromOrder(order);
        }

        if (await catalog.FindAsync(id.SaleOrdinal, cancellationToken).ConfigureAwait(false) is not { } sale)
        {
            return null;
        }

        if (await stock.FindAsync(sale.Bucket.Key, id, cancellationToken).ConfigureAwait(false) is { State: ReservationState.Reserved } waiting)
        {
            // Asked of the store itself: another node may have told the buyer a place that this one has not heard of yet.
            var view = await stock.ReadAsync(sale.Bucket.Key, cancellationToken).ConfigureAwait(false);
            return TicketOffice.ToTicket(sale.Bucket, waiting, view).Purchase;
        }

        // Nobody holds it now. While a load is under way it may just be on its way from one to the other.
        await loader.EnsureLoadedAsync(sale.Bucket, force: false, cancellationToken).ConfigureAwait(false);
        return await ledger.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } late
            ? PurchaseStates.FromOrder(late)
            : new PurchaseState
            {
                Id = id,
                Sale = sale.Sale.Id,
                Buyer = default,
                Quantity = 0,
                Status = PurchaseStatus.Refused,
                Reason = PurchaseStates.Lost,
            };
    }

    /// <summary>What a cancellation needs to know of a purchase; null when nobody holds it.</summary>
    public async ValueTask<OrderDraft?> FindDraftAsync(PurchaseId id, CancellationToken cancellationToken)
    {
        if (!issuer.IsIssued(id))
        {
            return null;
        }

        if (await ledger.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } order)
        {
            return ToDraft(order);
        }

        if (await catalog.FindAsync(id.SaleOrdinal, cancellationToken).ConfigureAwait(false) is not { } sale)
        {
            return null;
        }

        if (await stock.FindAsync(sale.Bucket.Key, id, cancellationToken).ConfigureAwait(false) is { } reservation)
        {
            return OrderWriter.ToDraft(reservation);
        }

        await loader.EnsureLoadedAsync(sale.Bucket, force: false, cancellationToken).ConfigureAwait(false);
        return await ledger.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } late ? ToDraft(late) : null;
    }

    private static OrderDraft ToDraft(Order order) => new(order.Id, order.Buyer, order.Quantity, order.UnitPrice.Amount, order.PerBuyerLimit);
}
