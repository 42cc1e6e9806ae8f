namespace Seckill.AspNetCore.Push;

/// <summary>Stock and state of a watched sale.</summary>
internal sealed record StockPush(string SaleId, long Available, string Status)
{
    public string Type { get; } = "stock";
}
