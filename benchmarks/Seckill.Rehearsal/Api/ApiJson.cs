using System.Text.Json.Serialization;

namespace Seckill.Rehearsal.Api;

/// <summary>The contract's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SaleView))]
[JsonSerializable(typeof(BooksView))]
[JsonSerializable(typeof(OrderListView))]
[JsonSerializable(typeof(SaleDraft))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenList))]
internal sealed partial class ApiJson : JsonSerializerContext;
