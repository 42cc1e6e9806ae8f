using System.Text.Json.Serialization;

namespace Seckill.Sessions;

[JsonSerializable(typeof(OperatorSession))]
internal sealed partial class SessionJson : JsonSerializerContext;
