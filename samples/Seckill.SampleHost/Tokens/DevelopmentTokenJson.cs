using System.Text.Json.Serialization;

namespace Seckill.SampleHost.Tokens;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DevelopmentTokenRequest))]
internal sealed partial class DevelopmentTokenJson : JsonSerializerContext;
