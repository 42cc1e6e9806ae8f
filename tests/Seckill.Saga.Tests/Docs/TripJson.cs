using System.Text.Json.Serialization;

namespace Seckill.Sagas.Tests.Docs;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Trip))]
[JsonSerializable(typeof(TripPaid))]
internal sealed partial class TripJson : JsonSerializerContext;
