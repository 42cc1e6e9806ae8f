using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Batching;
using Seckill.Ledger;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Purchasing;

/// <summary>
/// The vectorised step <c>order.create</c>: takes reservations to the ledger in batches and answers their callers. Its outcome may stay
/// unknown; then the reservation is still in line and recovery drives it again under the same id.
/// </summary>
internal sealed class OrderWriter : IAsyncDisposable
{
    private readonly IOrderLedger _ledger;
    private readonly StockResolver _resolver;
    private readonly PurchaseNotifier _notifier;
    private readonly SeckillMetrics _metrics;
    private readonly ILogger<OrderWriter> _logger;
    private readonly BatchLanes<PurchaseCall> _lanes;

    public OrderWriter(
        IOrderLedger ledger,
        StockResolver resolver,
        PurchaseNotifier notifier,
        SeckillMetrics metrics,
        IOptions<SeckillOptions> options,
        ILogger<OrderWriter> logger)
    {
        _ledger = ledger;
        _resolver = resolver;
        _notifier = notifier;
        _metrics = metrics;
        _logger = logger;
        _lanes = new BatchLanes<PurchaseCall>(options.Value.OrderLanes, options.Value.OrderBatchSize, WriteAsync, (batch, e) => Log.OrderBatchFailed(logger, batch.Count, e));
    }

    public static OrderDraft ToDraft(Reservation reservation) =>
        new(reservation.Id, reservation.Buyer, reservation.Quantity, reservation.Price, reservation.PerBuyerLimit);

    public void Add(PurchaseCall call) => _lanes.TryAdd(call);

    public ValueTask DisposeAsync() => _lanes.DisposeAsync();

    private async Task WriteAsync(IReadOnlyList<PurchaseCall> batch)
    {
        var drafts = new OrderDraft[batch.Count];
        for (var i = 0; i < drafts.Length; i++)
        {
            drafts[i] = ToDraft(batch[i].Reservation);
        }

        var results = await _ledger.CreateAsync(drafts).ConfigureAwait(false);
        _metrics.OrderBatch(batch.Count);
        for (var i = 0; i < drafts.Length; i++)
        {
            Answer(batch[i], results[i]);
        }
    }

    private void Answer(PurchaseCall call, CreateResult result)
    {
        if (result.Order is not { } order)
        {
            // The directory has lost a sale that the stock store still sells: nothing is won, and an operator must look.
            Log.SaleMissing(_logger, call.Bucket.Sale);
            call.Complete(new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
            return;
        }

        var terminal = order.Status is OrderStatus.Cancelled or OrderStatus.Void;
        if (call.Reservation.State == ReservationState.Reserved || (terminal && call.Reservation.State != ReservationState.Released))
        {
            _resolver.Add(call.Bucket, order);
        }

        if (order.Quantity != call.Quantity)
        {
            call.Complete(new PurchaseAnswer(PurchaseAnswerKind.IdempotencyConflict));
            return;
        }

        var state = PurchaseStates.FromOrder(order);
        call.Complete(PurchaseStates.ToAnswer(state));
        if (result.Created)
        {
            _notifier.Changed(state);
        }
    }
}
