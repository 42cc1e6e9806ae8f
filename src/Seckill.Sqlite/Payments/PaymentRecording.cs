using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Orders;

namespace Seckill.Sqlite.Payments;

/// <summary>Records transfers, each once.</summary>
internal sealed class PaymentRecording(StatementSource source, LedgerClock clock, OrderRows orders, UnitCounts units)
{
    private readonly Statement _find = source.Prepare(PaymentSql.Find);
    private readonly Statement _insert = source.Prepare(PaymentSql.Insert);
    private readonly Statement _pay = source.Prepare(OrderSql.Pay);

    public PaymentResult Pay(Payment payment)
    {
        if (orders.FindRow(payment.Order) is not var (row, order))
        {
            return new PaymentResult(PaymentOutcome.UnknownOrder, null, Changed: false);
        }

        if (payment.Amount != order.Amount)
        {
            return new PaymentResult(PaymentOutcome.WrongAmount, order, Changed: false);
        }

        if (FindRecorded(payment) is { } recorded)
        {
            // One transfer never pays for two orders.
            var outcome = recorded.Order == order.Id ? recorded.Outcome : PaymentOutcome.WrongAmount;
            return new PaymentResult(outcome, order, Changed: false);
        }

        return Record(payment, row, order);
    }

    private RecordedPayment? FindRecorded(in Payment payment) =>
        _find.Bind(payment.Provider).Bind(payment.TransactionId)
            .First(static row => new RecordedPayment(PurchaseId.FromBytes(row.Bytes(0)), (PaymentOutcome)row.Int(1)));

    private PaymentResult Record(in Payment payment, long row, Order order)
    {
        var now = clock.Now;
        var outcome = PaymentOutcome.Refund;
        if (_pay.Bind(row).Bind(now).Run() == 1)
        {
            units.MovePendingToPaid(order.Id.SaleOrdinal, order.Quantity);
            order = order with { Status = OrderStatus.Paid, PaidAt = now };
            outcome = PaymentOutcome.Paid;
        }

        _insert.Bind(payment.Provider).Bind(payment.TransactionId).Bind(order.Id)
            .Bind(payment.Amount.Amount).Bind(payment.Amount.Currency).Bind((int)outcome).Bind(now)
            .Run();
        return new PaymentResult(outcome, order, Changed: true);
    }
}
