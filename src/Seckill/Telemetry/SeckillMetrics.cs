using System.Diagnostics.Metrics;
using Seckill.Ledger;
using Seckill.Purchasing;

namespace Seckill.Telemetry;

/// <summary>The domain's instruments.</summary>
internal sealed class SeckillMetrics
{
    private static readonly KeyValuePair<string, object?>[] s_outcomes =
        [.. Enum.GetValues<PurchaseAnswerKind>().Select(k => new KeyValuePair<string, object?>("outcome", k.ToString()))];

    private readonly Counter<long> _purchases;
    private readonly Counter<long> _payments;
    private readonly Counter<long> _relayed;
    private readonly Counter<long> _modeSwitches;
    private readonly Histogram<int> _reserveBatch;
    private readonly Histogram<int> _orderBatch;

    public SeckillMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(SeckillDiagnostics.MeterName);
        _purchases = meter.CreateCounter<long>(SeckillDiagnostics.Purchases, "{purchase}", "Purchases answered");
        _payments = meter.CreateCounter<long>(SeckillDiagnostics.Payments, "{payment}", "Payments recorded");
        _relayed = meter.CreateCounter<long>(SeckillDiagnostics.Relayed, "{purchase}", "Tickets brought from the line to the queue");
        _modeSwitches = meter.CreateCounter<long>(SeckillDiagnostics.ModeSwitches, "{switch}", "Switches of adaptive sales");
        _reserveBatch = meter.CreateHistogram<int>(SeckillDiagnostics.ReserveBatchSize, "{purchase}", "Purchases in one stock script call");
        _orderBatch = meter.CreateHistogram<int>(SeckillDiagnostics.OrderBatchSize, "{order}", "Orders in one ledger call");
    }

    public void Answered(PurchaseAnswerKind kind) => _purchases.Add(1, s_outcomes[(int)kind]);

    public void Paid(PaymentOutcome outcome) => _payments.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void Relayed(int count) => _relayed.Add(count);

    public void ModeSwitched(bool isQueued) => _modeSwitches.Add(1, new KeyValuePair<string, object?>("to", isQueued ? "queued" : "atomic"));

    public void ReserveBatch(int count) => _reserveBatch.Record(count);

    public void OrderBatch(int count) => _orderBatch.Record(count);
}
