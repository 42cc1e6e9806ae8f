namespace Seckill.AspNetCore.Push;

/// <summary>The answer to a message that cannot be followed.</summary>
internal sealed record SocketRefusal(string Code, string? SaleId)
{
    public string Type { get; } = "problem";
}
