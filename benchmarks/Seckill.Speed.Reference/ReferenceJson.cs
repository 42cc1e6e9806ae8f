using System.Text.Json.Serialization;

namespace Seckill.Speed.Reference;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Wish))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
