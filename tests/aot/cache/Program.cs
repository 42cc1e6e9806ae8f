using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching;
using Seckill.Caching.Aot;

// Compiled ahead of time: two nodes on the server named on the command line share a product, and a node alone clones one.
var phone = new Product(7, "phone", 99.5m);
await using var alone = Build(null);
var cloned = alone.GetRequiredService<SeckillCache>();
await cloned.SetAsync("product:7", phone, new CacheEntryOptions { CloneOnRead = true }, sourceVersion: 0);
Check(await cloned.GetOrCreateAsync("product:7", static _ => new ValueTask<Product?>((Product?)null)) is { } copy && copy == phone && !ReferenceEquals(copy, phone));

if (args is [var redis])
{
    await using var a = Build(redis);
    await using var b = Build(redis);
    await a.GetRequiredService<SeckillCache>().SetAsync("product:7", phone);
    Check(await b.GetRequiredService<SeckillCache>().GetOrCreateAsync("product:7", static _ => new ValueTask<Product?>((Product?)null)) == phone);
    Check(await b.GetRequiredService<SeckillCache>().GetOrCreateAsync("text", static _ => new ValueTask<string>("loaded")) == "loaded");
    Check((await a.GetRequiredService<SeckillCache>().TryGetAsync<string>("text")).Value == "loaded");
}

Console.WriteLine("well");

static ServiceProvider Build(string? redis)
{
    var services = new ServiceCollection();
    var builder = services.AddSeckillCaching(static o => o.JsonTypeInfoResolver = ProductJson.Default);
    if (redis is not null)
    {
        builder.UseRedis(o => (o.Configuration, o.KeyPrefix) = (redis, "aot"));
    }

    return services.BuildServiceProvider();
}

static void Check(bool holds, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(holds))] string? what = null)
{
    if (!holds)
    {
        throw new InvalidOperationException($"It does not hold that {what}");
    }
}
