using System.ComponentModel;

namespace Seckill.Caching.Benchmarks.Contestants;

/// <summary>What is cached: sealed and immutable, which spares HybridCache its copies.</summary>
[ImmutableObject(true)]
internal sealed record Product(long Id, string Title, string Description, decimal Price, string Currency)
{
    public static Product Number(long id, string title = "Flash sale phone") =>
        new(id, title, "Six inches, two cameras, one day of battery; sold once a year and gone in a minute.", 1999.00m, "CNY");
}
