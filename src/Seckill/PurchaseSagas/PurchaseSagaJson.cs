using System.Text.Json.Serialization;

namespace Seckill.PurchaseSagas;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PurchaseSagaState))]
[JsonSerializable(typeof(PurchasePaid))]
internal sealed partial class PurchaseSagaJson : JsonSerializerContext;
