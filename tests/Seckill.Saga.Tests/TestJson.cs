using System.Text.Json.Serialization;

namespace Seckill.Sagas.Tests;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OrderState))]
[JsonSerializable(typeof(Paid))]
[JsonSerializable(typeof(Happened))]
internal sealed partial class TestJson : JsonSerializerContext;
