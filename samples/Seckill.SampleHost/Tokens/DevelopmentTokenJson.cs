using System.Text.Json.Serialization;

namespace Seckill.SampleHost.Tokens;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DevelopmentTokenRequest))]
internal sealed partial class DevelopmentTokenJson : JsonSerializerContext;
