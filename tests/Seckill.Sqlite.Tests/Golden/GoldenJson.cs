using System.Text.Json.Serialization;

namespace Seckill.Sqlite.Tests.Golden;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GoldenState))]
[JsonSerializable(typeof(GoldenPaid))]
internal sealed partial class GoldenJson : JsonSerializerContext;
