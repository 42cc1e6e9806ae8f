using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Seckill.Ids;
using Seckill.Redis;
using Seckill.Stock;

namespace Seckill.Speed.Scripts;

/// <summary>A bucket filled by the product's own store with live orders, as a rebuild would.</summary>
internal static class LoadedBucket
{
    private const int Page = 512;
    private const long Plenty = 100_000_000;

    /// <summary>Ids from <paramref name="first"/> on; each number is one buyer and one purchase.</summary>
    public static PurchaseId Id(int first) => new(1, 0, Scatter(first), (ulong)Scatter(~first));

    public static string Buyer(int number) => FormattableString.Invariant($"buyer{number:D8}");

    public static async Task<BucketKey> CreateAsync(string server, string name, int records, CancellationToken cancellationToken)
    {
        var options = Options.Create(new RedisStockOptions { Configuration = server });
        await using var connection = new RedisConnection(options, new RedisServerCheck(options, NullLogger<RedisServerCheck>.Instance), TimeProvider.System);
        var store = new RedisStockStore(connection, options);
        var bucket = new BucketKey(SaleId.Parse(name), 0);
        await store.BeginLoadAsync(bucket, Describe(records), cancellationToken);
        foreach (var page in Enumerable.Range(0, records).Chunk(Page))
        {
            var items = page.Select(number => new LoadItem(Id(number), BuyerId.Parse(Buyer(number)), 1, 99.00m, 2)).ToArray();
            await store.LoadPageAsync(bucket, 1, items, cancellationToken);
        }

        var outcome = await store.CompleteLoadAsync(bucket, 1, cancellationToken);
        if (outcome != LoadOutcome.Ok)
        {
            throw new BenchmarkFailedException($"A bucket of {records} records could not be loaded: {outcome}.");
        }

        // One purchase that stays: the first one of a bucket sets the keys' time to live, which no other does.
        await store.ReserveAsync(bucket, 1, [new ReserveRequest(Id(records), BuyerId.Parse(Buyer(records)), 1)], cancellationToken);
        return bucket;
    }

    private static BucketLoad Describe(int records) => new()
    {
        Epoch = 1,
        Total = Plenty,
        Committed = records,
        AdjustmentSequence = 0,
        Settings = new BucketSettings
        {
            Version = 1,
            State = BucketState.Open,
            StartsAt = TimeProvider.System.GetUtcNow().AddDays(-1),
            EndsAt = TimeProvider.System.GetUtcNow().AddDays(1),
            PerBuyerLimit = 2,
            Price = 99.00m,
            KeepFor = TimeSpan.FromDays(30),
        },
    };

    // Real ids look random; ids in a row would be kind to the server's caches.
    private static UInt128 Scatter(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
