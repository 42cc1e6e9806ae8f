namespace Seckill.AspNetCore.Push;

/// <summary>What a client may say on its socket: <c>{"type":"watch","saleId":"…"}</c>.</summary>
internal sealed record SocketRequest(string? Type, string? SaleId);
