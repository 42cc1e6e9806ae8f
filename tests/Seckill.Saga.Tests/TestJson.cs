using System.Text.Json.Serialization;
using Seckill.Sagas.Tests.Simulation;

namespace Seckill.Sagas.Tests;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OrderState))]
[JsonSerializable(typeof(Paid))]
[JsonSerializable(typeof(Happened))]
[JsonSerializable(typeof(SimState))]
internal sealed partial class TestJson : JsonSerializerContext;
