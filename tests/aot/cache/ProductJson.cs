using System.Text.Json.Serialization;

namespace Seckill.Caching.Aot;

[JsonSerializable(typeof(Product))]
internal sealed partial class ProductJson : JsonSerializerContext;
