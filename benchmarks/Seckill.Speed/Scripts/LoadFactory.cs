using Seckill.Redis.Keys;
using Seckill.Redis.Scripts;
using Seckill.Stock;
using StackExchange.Redis;

namespace Seckill.Speed.Scripts;

/// <summary>Writes the bytes of every load before any clock starts.</summary>
internal sealed class LoadFactory(IDatabase database, ScriptSettings settings)
{
    private static readonly byte[] s_one = RespText.Bytes("1");

    /// <summary>The product's own script: dedupe, limits, decrement, record, buyers' units and hand-over line.</summary>
    public async Task<Load> ReserveAsync(string name, BucketKey bucket, int records)
    {
        var keys = BucketKeys.For(bucket);
        var head = await HeadAsync(new ScriptText().Reserve, keys);
        var calls = Batches(records).Select(batch =>
            RespText.Command([.. head, s_one, .. batch.SelectMany(number => new[] { Id(number), RespText.Bytes(LoadedBucket.Buyer(number)), s_one })]));
        // Status, view, and a number for each buyer.
        return new Load(name, [.. calls], 1 + 1 + 2 + settings.Batch, settings.Batch, await RestoreAsync(keys, records));
    }

    /// <summary>The least that such a batch can cost.</summary>
    public async Task<Load> DedupeAsync(string name, BucketKey bucket, int records)
    {
        var keys = BucketKeys.For(bucket);
        var head = await HeadAsync(Resources.Read("dedupe.lua"), keys[..2]);
        var calls = Batches(records).Select(batch => RespText.Command([.. head, .. batch.SelectMany(number => new[] { Id(number), s_one })]));
        return new Load(name, [.. calls], 1 + settings.Batch, settings.Batch, await RestoreAsync(keys, records));
    }

    private static byte[] Id(int number) => LoadedBucket.Id(number).ToBytes();

    private static byte[] Name(RedisKey key) => (byte[])key!;

    private IEnumerable<int[]> Batches(int records) =>
        Enumerable.Range(records + 1, ScriptSettings.RecordsPerSegment / settings.Batch * settings.Batch).Chunk(settings.Batch);

    private async Task<byte[][]> HeadAsync(string script, RedisKey[] keys)
    {
        var hash = (string)(await database.ExecuteAsync("SCRIPT", "LOAD", script))!;
        return [RespText.Bytes("EVALSHA"), RespText.Bytes(hash), RespText.Bytes(FormattableString.Invariant($"{keys.Length}")), .. keys.Select(Name)];
    }

    private async Task<byte[][]> RestoreAsync(RedisKey[] keys, int records)
    {
        var state = await database.HashGetAllAsync(keys[BucketKeys.State]);
        var restore = new List<byte[]>
        {
            RespText.Command([RespText.Bytes("HSET"), Name(keys[BucketKeys.State]), .. state.SelectMany(entry => new[] { (byte[])entry.Name!, (byte[])entry.Value! })]),
            RespText.Command(RespText.Bytes("LTRIM"), Name(keys[BucketKeys.Line]), RespText.Bytes("0"), RespText.Bytes("0")),
        };
        foreach (var batch in Batches(records))
        {
            restore.Add(RespText.Command([RespText.Bytes("HDEL"), Name(keys[BucketKeys.Records]), .. batch.Select(Id)]));
            restore.Add(RespText.Command([RespText.Bytes("HDEL"), Name(keys[BucketKeys.Buyers]), .. batch.Select(number => RespText.Bytes(LoadedBucket.Buyer(number)))]));
        }

        return [.. restore];
    }
}
