using Microsoft.Extensions.Logging;
using Seckill.Ids;
using Seckill.Stock;

namespace Seckill.Telemetry;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "A reserve call for {Count} purchases ended without an answer (attempt {Attempt}); it is repeated under the same ids")]
    public static partial void ReserveRepeated(ILogger logger, int count, int attempt, Exception exception);

    [LoggerMessage(1002, LogLevel.Error, "A reserve call for {Count} purchases ended without an answer; their buyers are told to repeat")]
    public static partial void ReserveFailed(ILogger logger, int count, Exception exception);

    [LoggerMessage(1003, LogLevel.Error, "A ledger call for {Count} orders ended without an answer; recovery drives them again")]
    public static partial void OrderBatchFailed(ILogger logger, int count, Exception exception);

    [LoggerMessage(1004, LogLevel.Critical, "Sale {Sale} has stock but is not in the ledger's directory")]
    public static partial void SaleMissing(ILogger logger, SaleId sale);

    [LoggerMessage(1005, LogLevel.Warning, "The stock store could not be told of {Count} resolved purchases; it is told again")]
    public static partial void ResolveFailed(ILogger logger, int count, Exception exception);

    [LoggerMessage(1006, LogLevel.Error, "Reservations could not be made durable; {Count} buyers are told to repeat")]
    public static partial void FlushFailed(ILogger logger, int count, Exception exception);

    [LoggerMessage(1007, LogLevel.Error, "The ledger could not be asked about {Count} refused purchases; their buyers are told to repeat")]
    public static partial void HistoryFailed(ILogger logger, int count, Exception exception);

    [LoggerMessage(1201, LogLevel.Warning, "{Count} purchases could not be handed to the queue; they are taken from the line")]
    public static partial void PublishFailed(ILogger logger, int count, Exception exception);

    [LoggerMessage(1202, LogLevel.Error, "The line of bucket {Bucket} could not be brought to the queue; it is tried again")]
    public static partial void RelayFailed(ILogger logger, BucketKey bucket, Exception exception);

    [LoggerMessage(1203, LogLevel.Error, "Nothing could be taken from the queue; it is tried again")]
    public static partial void ConsumeFailed(ILogger logger, Exception exception);

    [LoggerMessage(1204, LogLevel.Warning, "{Count} purchases fail and go back to the queue, the first is {Purchase} on attempt {Attempt}")]
    public static partial void PurchaseReturned(ILogger logger, int count, PurchaseId purchase, int attempt);

    [LoggerMessage(1205, LogLevel.Error, "Purchase {Purchase} could not be made an order; it is refused as dead-lettered")]
    public static partial void DeadLettered(ILogger logger, PurchaseId purchase);

    [LoggerMessage(1206, LogLevel.Information, "Sale {Sale} is now {Mode}: {Lag:0} ms to an order, {Backlog} on their way, {Arrivals:0}/s come, {Ended:0}/s are done")]
    public static partial void ModeSwitched(ILogger logger, SaleId sale, Sales.SaleMode mode, double lag, long backlog, double arrivals, double ended);

    [LoggerMessage(1301, LogLevel.Warning, "The saga of paid purchase {Purchase} could not be told; it is found in the ledger")]
    public static partial void WakeFailed(ILogger logger, PurchaseId purchase, Exception exception);

    [LoggerMessage(1302, LogLevel.Warning, "The mail that asks for the payment of {Purchase} could not be sent; it is given up")]
    public static partial void MailFailed(ILogger logger, PurchaseId purchase, Exception exception);

    [LoggerMessage(1303, LogLevel.Error, "Refunds could not be announced; the ledger keeps them, and it is tried again")]
    public static partial void RefundsNotAnnounced(ILogger logger, Exception exception);

    [LoggerMessage(1101, LogLevel.Information, "Bucket {Bucket} loaded under epoch {Epoch}: {Orders} live orders, {Driven} reservations driven, {Milliseconds:0} ms")]
    public static partial void Loaded(ILogger logger, BucketKey bucket, long epoch, int orders, int driven, double milliseconds);

    [LoggerMessage(1102, LogLevel.Warning, "The load of bucket {Bucket} under epoch {Epoch} ended as {Outcome}; it is tried again")]
    public static partial void LoadNotCompleted(ILogger logger, BucketKey bucket, long epoch, LoadOutcome outcome);

    [LoggerMessage(1103, LogLevel.Error, "Bucket {Bucket} could not be loaded; it is tried again")]
    public static partial void LoadFailed(ILogger logger, BucketKey bucket, Exception exception);

    [LoggerMessage(1104, LogLevel.Information, "Driving {Count} unresolved reservations of bucket {Bucket} to the ledger")]
    public static partial void Driving(ILogger logger, BucketKey bucket, int count);

    [LoggerMessage(1105, LogLevel.Error, "Recovery of bucket {Bucket} failed; it is tried again")]
    public static partial void RecoveryFailed(ILogger logger, BucketKey bucket, Exception exception);

    [LoggerMessage(1106, LogLevel.Error, "Units of sale {Sale} could not be given back; it is tried again")]
    public static partial void ReturnsFailed(ILogger logger, SaleId sale, Exception exception);

    [LoggerMessage(1108, LogLevel.Error, "Maintenance of {What} failed; it is tried again")]
    public static partial void MaintenanceFailed(ILogger logger, string what, Exception exception);

    [LoggerMessage(1110, LogLevel.Error, "Bucket {Bucket} went back from revision {Seen} to {Found}: the stock store was restored from an older copy; it is loaded from the ledger")]
    public static partial void StoreWentBack(ILogger logger, BucketKey bucket, long seen, long found);

    [LoggerMessage(1111, LogLevel.Warning, "A refund of {Amount} is due for transaction {Transaction} of {Provider} on order {Order}")]
    public static partial void RefundDue(ILogger logger, PurchaseId order, string provider, string transaction, Money amount);

    [LoggerMessage(1115, LogLevel.Error, "Bucket {Bucket} held {Count} reservations that were not made under this ledger; they are dropped. Two systems must not share a stock store's keys")]
    public static partial void StrangersInLine(ILogger logger, BucketKey bucket, int count);

    [LoggerMessage(1112, LogLevel.Error, "The books of sale {Sale} do not add up: {Differences}")]
    public static partial void BooksOff(ILogger logger, SaleId sale, string differences);

    [LoggerMessage(1113, LogLevel.Information, "The books of sale {Sale} add up again")]
    public static partial void BooksBalanced(ILogger logger, SaleId sale);

    [LoggerMessage(1114, LogLevel.Warning, "The books of sale {Sale} could not be read; they are read again")]
    public static partial void BooksUnread(ILogger logger, SaleId sale, Exception exception);

    [LoggerMessage(1109, LogLevel.Information, "Sale {Sale} is settled")]
    public static partial void Settled(ILogger logger, SaleId sale);
}
