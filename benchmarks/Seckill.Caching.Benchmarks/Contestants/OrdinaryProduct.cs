namespace Seckill.Caching.Benchmarks.Contestants;

/// <summary>The same as an ordinary class that anybody may change.</summary>
internal sealed class OrdinaryProduct
{
    public long Id { get; set; }

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public decimal Price { get; set; }

    public string Currency { get; set; } = "";
}
