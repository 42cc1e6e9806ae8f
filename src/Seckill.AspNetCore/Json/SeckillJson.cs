using System.Text.Json.Serialization;
using Seckill.AspNetCore.Caching;
using Seckill.AspNetCore.Operators;
using Seckill.AspNetCore.Payments;
using Seckill.AspNetCore.Push;
using Seckill.AspNetCore.Sagas;
using Seckill.AspNetCore.Sales;
using Seckill.AspNetCore.Sessions;
using Seckill.Reconciliation;

namespace Seckill.AspNetCore.Json;

/// <summary>Everything that is read or written as JSON, the purchase aside, which is written by hand.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(SaleView[]))]
[JsonSerializable(typeof(OperatorSaleView[]))]
[JsonSerializable(typeof(CreateSaleRequest))]
[JsonSerializable(typeof(ChangeSaleRequest))]
[JsonSerializable(typeof(AdjustStockRequest))]
[JsonSerializable(typeof(Books))]
[JsonSerializable(typeof(CacheView))]
[JsonSerializable(typeof(SaleDocumentView))]
[JsonSerializable(typeof(PageOf<OrderView>), TypeInfoPropertyName = "OrderPage")]
[JsonSerializable(typeof(PageOf<AuditView>), TypeInfoPropertyName = "AuditPage")]
[JsonSerializable(typeof(PageOf<SagaView>), TypeInfoPropertyName = "SagaPage")]
[JsonSerializable(typeof(SagaTimelineView))]
[JsonSerializable(typeof(SagaNote))]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(PaymentNotice))]
[JsonSerializable(typeof(SocketRequest))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(StockPush))]
[JsonSerializable(typeof(SocketRefusal))]
internal sealed partial class SeckillJson : JsonSerializerContext;
