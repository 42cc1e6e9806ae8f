using System.Text.Json.Serialization;

namespace Seckill.Purchases;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StockDeductEvent))]
[JsonSerializable(typeof(OrderCreateEvent))]
[JsonSerializable(typeof(PaymentNotifyEvent))]
[JsonSerializable(typeof(StockSyncEvent))]
[JsonSerializable(typeof(RefundDueEvent))]
internal sealed partial class PurchaseEventJson : JsonSerializerContext;
