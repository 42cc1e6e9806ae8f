using System.Globalization;
using Seckill.Caching;
using StackExchange.Redis;

namespace Seckill.Redis.Caching;

/// <summary>The Distributed tier on Redis: a plain read, and one script for each change.</summary>
internal sealed class RedisCacheTier(RedisCacheConnection connection, RedisCacheOptions options, CacheScripts scripts) : IDistributedCacheTier
{
    // Entries live 30 days at the most; the memory of a tag's removal must outlive them.
    private const long TagMemoryMs = 31L * 24 * 3600 * 1000;

    public ValueTask<DistributedEntry?> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        var opening = connection.OpenAsync();
        return opening.IsCompletedSuccessfully ? ReadAsync(opening.Result, key) : OpenAndReadAsync(opening, key);
    }

    public async ValueTask<LeaseReply> AcquireAsync(string key, LeaseRequest request, CancellationToken cancellationToken = default)
    {
        var reply = await TryAcquireAsync(key, request).ConfigureAwait(false);
        // What is there cannot be read: as good as nothing, whatever version it claims.
        return reply is { Outcome: LeaseOutcome.Found, Entry: null }
            ? await TryAcquireAsync(key, request with { SeenVersion = long.MaxValue }).ConfigureAwait(false)
            : reply;
    }

    public async ValueTask<bool> RenewAsync(string key, OperationId lease, TimeSpan duration, CancellationToken cancellationToken = default) =>
        (int)await RunAsync(scripts.Renew, key, lease, [Ms(duration)]).ConfigureAwait(false) == 1;

    public async ValueTask<long> CommitAsync(string key, OperationId lease, DistributedWrite write, CancellationToken cancellationToken = default) =>
        Version(await RunAsync(scripts.Commit, key, lease, Values(write)).ConfigureAwait(false));

    public async ValueTask AbandonAsync(string key, OperationId lease, TimeSpan coolDown = default, CancellationToken cancellationToken = default) =>
        await RunAsync(scripts.Abandon, key, lease, [coolDown == TimeSpan.Zero ? 0 : Ms(coolDown)]).ConfigureAwait(false);

    public async ValueTask<long> SetAsync(string key, OperationId operation, DistributedWrite write, CancellationToken cancellationToken = default) =>
        Version(await RunAsync(scripts.Set, key, operation, Values(write)).ConfigureAwait(false));

    public async ValueTask<long> RemoveAsync(
        string key, OperationId operation, long sourceVersion = 0, TimeSpan remember = default, CancellationToken cancellationToken = default) =>
        Version(await RunAsync(scripts.Remove, key, operation, [EntryText.ToDigits(sourceVersion), Ms(remember)]).ConfigureAwait(false));

    public async ValueTask<long> ExpireAsync(string key, OperationId operation, CancellationToken cancellationToken = default) =>
        Version(await RunAsync(scripts.Expire, key, operation, []).ConfigureAwait(false));

    public async ValueTask<long> RemoveTagAsync(string tag, OperationId operation, CancellationToken cancellationToken = default)
    {
        var link = await connection.OpenAsync().ConfigureAwait(false);
        return Version(await RunAsync(link, scripts.Tag, link.Keys.ForTag(tag), 0, tag, operation, [TagMemoryMs]).ConfigureAwait(false));
    }

    public async ValueTask<long> GetTagVersionAsync(string tag, CancellationToken cancellationToken = default)
    {
        var link = await connection.OpenAsync().ConfigureAwait(false);
        var version = (string?)await link.Database.StringGetAsync(link.Keys.Tag(tag)).ConfigureAwait(false);
        return version is null ? 0 : long.Parse(version, CultureInfo.InvariantCulture);
    }

    public async ValueTask<long> AnnounceAsync(string text, OperationId operation, CancellationToken cancellationToken = default)
    {
        var link = await connection.OpenAsync().ConfigureAwait(false);
        return Version(await RunAsync(link, scripts.Announce, link.Keys.ForLog(0), 0, text, operation, []).ConfigureAwait(false));
    }

    private async ValueTask<LeaseReply> TryAcquireAsync(string key, LeaseRequest request)
    {
        var result = await RunAsync(
            scripts.Acquire, key, request.Lease, [request.SeenVersion, Ms(request.Duration), request.OverrideCooling ? "1" : "0"]).ConfigureAwait(false);
        var parts = (RedisResult[])result!;
        var outcome = (int)parts[0] switch
        {
            0 => LeaseOutcome.Granted,
            1 => LeaseOutcome.Found,
            2 => LeaseOutcome.Busy,
            3 => LeaseOutcome.Cooling,
            var code => throw new FormatException($"The acquire script replied with the unknown code {code}."),
        };
        return new LeaseReply(
            outcome,
            outcome == LeaseOutcome.Found ? EntryText.TryParse((byte[])parts[1]!) : null,
            outcome is LeaseOutcome.Busy or LeaseOutcome.Cooling ? TimeSpan.FromMilliseconds(Math.Max(1, (long)parts[1])) : TimeSpan.Zero);
    }

    private static ValueTask<DistributedEntry?> ReadAsync(RedisCacheLink link, string key)
    {
        var partition = link.Keys.PartitionOf(key);
        return link.Reads[partition].ReadAsync(link.Keys.Value(key, partition));
    }

    private static async ValueTask<DistributedEntry?> OpenAndReadAsync(ValueTask<RedisCacheLink> opening, string key) =>
        await ReadAsync(await opening.ConfigureAwait(false), key).ConfigureAwait(false);

    private static RedisValue[] Values(DistributedWrite write) =>
        [EntryText.ToLetter(write.State), EntryText.ToDigits(write.SourceVersion), Ms(write.KeepFor), write.Body];

    private static long Ms(TimeSpan time) => Math.Max(1, (long)time.TotalMilliseconds);

    private static long Version(RedisResult result) => long.Parse((string)result!, CultureInfo.InvariantCulture);

    private async ValueTask<RedisResult> RunAsync(string script, string key, OperationId operation, RedisValue[] values)
    {
        var link = await connection.OpenAsync().ConfigureAwait(false);
        var partition = link.Keys.PartitionOf(key);
        return await RunAsync(link, script, link.Keys.ForKey(key, partition), partition, key, operation, values).ConfigureAwait(false);
    }

    private Task<RedisResult> RunAsync(
        RedisCacheLink link, string script, RedisKey[] keys, int partition, string text, OperationId operation, RedisValue[] values) =>
        link.Database.ScriptEvaluateAsync(
            script, keys, [operation.ToString(), CacheKeys.Number(partition), (string?)link.Keys.Channel, options.LogLength, text, .. values]);
}
