namespace Seckill.Caching.Tests;

internal static class Change
{
    public static readonly string[] All = ["set", "remove", "expire", "tag", "everything"];

    public static async Task MakeAsync(
        SeckillCache cache, string change, string? value, CacheEntryOptions options, string key = "k", long sourceVersion = 0)
    {
        switch (change)
        {
            case "set":
                await cache.SetAsync(key, value, options, sourceVersion);
                break;
            case "remove":
                await cache.RemoveAsync(key, sourceVersion);
                break;
            case "expire":
                await cache.ExpireAsync(key);
                break;
            case "tag":
                await cache.RemoveByTagAsync(options.Tags[0]);
                break;
            default:
                await cache.RemoveByTagAsync("*");
                break;
        }
    }
}
