using System.Text.Json.Serialization;
using Seckill.Sagas.Campaign.Waiting;
using Seckill.Sagas.Campaign.Working;

namespace Seckill.Sagas.Campaign.Sagas;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OrderState))]
[JsonSerializable(typeof(Payment))]
[JsonSerializable(typeof(WorkNote))]
[JsonSerializable(typeof(HoldNote))]
internal sealed partial class CampaignJson : JsonSerializerContext;
