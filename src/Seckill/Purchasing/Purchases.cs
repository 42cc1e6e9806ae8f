using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Buckets;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.PurchaseSagas;
using Seckill.Recovery;
using Seckill.SaleReads;
using Seckill.Sales;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Purchasing;

internal sealed class Purchases(
    SaleCatalog catalog,
    SaleSheets sheets,
    PurchaseIdIssuer issuer,
    Reserver reserver,
    PurchaseReader reader,
    IOrderLedger ledger,
    ReturnsSignal returns,
    PurchaseRuns runs,
    RefundsWorker refunds,
    PurchaseNotifier notifier,
    SeckillMetrics metrics,
    IOptions<SeckillOptions> options,
    ILogger<Purchases> logger) : IPurchases
{
    private const int PageSize = 50;

    public ValueTask<PurchaseAnswer> PurchaseAsync(SaleId sale, BuyerId buyer, RequestKey key, int quantity, CancellationToken cancellationToken = default)
    {
        if (quantity < 1)
        {
            return new(new PurchaseAnswer(PurchaseAnswerKind.InvalidQuantity));
        }

        return catalog.TryGet(sale, out var runtime)
            ? PurchaseAsync(runtime, buyer, key, quantity, cancellationToken)
            : PurchaseUnmetAsync(sale, buyer, key, quantity, cancellationToken);
    }

    public async ValueTask<PurchaseState?> FindAsync(PurchaseId id, BuyerId buyer, CancellationToken cancellationToken = default)
    {
        var state = await reader.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return state is null || (state.Buyer != buyer && state.Reason != PurchaseStates.Lost) ? null : state;
    }

    public async ValueTask<PurchasePage> ListAsync(BuyerId buyer, int page, CancellationToken cancellationToken = default)
    {
        var rows = await ledger.ListByBuyerAsync(buyer, page, PageSize, cancellationToken).ConfigureAwait(false);
        return new PurchasePage([.. rows.Items.Select(PurchaseStates.FromOrder)], rows.HasMore);
    }

    public async ValueTask<CancelAnswer> CancelAsync(PurchaseId id, BuyerId buyer, CancellationToken cancellationToken = default)
    {
        if (await reader.FindDraftAsync(id, cancellationToken).ConfigureAwait(false) is not { } draft || draft.Buyer != buyer)
        {
            return new CancelAnswer(CancelAnswerKind.NotFound);
        }

        var request = new CancelRequest(draft, EndReason.CancelledByBuyer);
        var results = await ledger.CancelAsync([request], cancellationToken).ConfigureAwait(false);
        if (results[0].Order is not { } order)
        {
            return new CancelAnswer(CancelAnswerKind.NotFound);
        }

        if (results[0].Changed)
        {
            returns.Set();
            notifier.Changed(order);
        }

        var kind = order.Status == OrderStatus.Paid ? CancelAnswerKind.AlreadyPaid : CancelAnswerKind.Ended;
        return new CancelAnswer(kind, PurchaseStates.FromOrder(order));
    }

    public async ValueTask<PaymentResult> PayAsync(Payment payment, CancellationToken cancellationToken = default)
    {
        if (!issuer.IsIssued(payment.Order))
        {
            return new PaymentResult(PaymentOutcome.UnknownOrder, null, false);
        }

        var result = await ledger.PayAsync(payment, cancellationToken).ConfigureAwait(false);
        if (result is { Changed: true, Order: { } order })
        {
            metrics.Paid(result.Outcome);
            if (result.Outcome == PaymentOutcome.Refund)
            {
                Log.RefundDue(logger, order.Id, payment.Provider, payment.TransactionId, payment.Amount);
                notifier.RefundDue(order, payment);
                refunds.Wake();
            }
            else
            {
                notifier.Changed(order);
                runs.Wake(order.Id, payment.TransactionId);
            }
        }

        return result;
    }

    private async ValueTask<PurchaseAnswer> PurchaseUnmetAsync(SaleId sale, BuyerId buyer, RequestKey key, int quantity, CancellationToken cancellationToken) =>
        // Strangers' ids end at the cache; a sale that this node serves never comes here.
        await sheets.FindAsync(sale, cancellationToken).ConfigureAwait(false) is not null
        && await catalog.FindAsync(sale, cancellationToken).ConfigureAwait(false) is { } runtime
            ? await PurchaseAsync(runtime, buyer, key, quantity, cancellationToken).ConfigureAwait(false)
            : new PurchaseAnswer(PurchaseAnswerKind.SaleNotFound);

    private ValueTask<PurchaseAnswer> PurchaseAsync(SaleRuntime runtime, BuyerId buyer, RequestKey key, int quantity, CancellationToken cancellationToken)
    {
        var bucket = runtime.Bucket;
        if (bucket.Gate.TryRefuse(buyer, out var refusal))
        {
            metrics.Answered(refusal.Kind);
            return new(refusal);
        }

        return runtime.Sale.Stage == SaleStage.Settled
            ? ReplayAsync(bucket, buyer, key, quantity, cancellationToken)
            : ReserveAsync(bucket, buyer, key, quantity, cancellationToken);
    }

    private async ValueTask<PurchaseAnswer> ReserveAsync(BucketRuntime bucket, BuyerId buyer, RequestKey key, int quantity, CancellationToken cancellationToken)
    {
        if (bucket.Waiting >= options.Value.MaxWaitingPurchases)
        {
            metrics.Answered(PurchaseAnswerKind.Unavailable);
            return new PurchaseAnswer(PurchaseAnswerKind.Unavailable);
        }

        var call = new PurchaseCall(bucket, issuer.Issue(bucket.SaleOrdinal, bucket.Key.Index, buyer, key), buyer, quantity);
        bucket.Enter();
        reserver.Add(call);
        var answer = cancellationToken.CanBeCanceled
            ? await call.Answer.WaitAsync(cancellationToken).ConfigureAwait(false)
            : await call.Answer.ConfigureAwait(false);
        metrics.Answered(answer.Kind);
        return answer;
    }

    // The stock keys of a settled sale are gone; what somebody bought is still in the ledger.
    private async ValueTask<PurchaseAnswer> ReplayAsync(BucketRuntime bucket, BuyerId buyer, RequestKey key, int quantity, CancellationToken cancellationToken)
    {
        var id = issuer.Issue(bucket.SaleOrdinal, bucket.Key.Index, buyer, key);
        var order = await ledger.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return order switch
        {
            null => new PurchaseAnswer(PurchaseAnswerKind.Ended),
            _ when order.Quantity != quantity => new PurchaseAnswer(PurchaseAnswerKind.IdempotencyConflict),
            _ => PurchaseStates.ToAnswer(PurchaseStates.FromOrder(order)),
        };
    }
}
