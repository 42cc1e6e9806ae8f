using System.Text.Json.Serialization;

namespace Seckill.SaleReads;

[JsonSerializable(typeof(SaleSheet))]
[JsonSerializable(typeof(SaleSheet[]))]
internal sealed partial class SaleSheetJson : JsonSerializerContext;
