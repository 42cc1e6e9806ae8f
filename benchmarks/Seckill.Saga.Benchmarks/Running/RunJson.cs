using System.Text.Json.Serialization;

namespace Seckill.Sagas.Benchmarks.Running;

[JsonSerializable(typeof(RunResult))]
internal sealed partial class RunJson : JsonSerializerContext;
