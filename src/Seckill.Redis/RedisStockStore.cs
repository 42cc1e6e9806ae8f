using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Seckill.Ids;
using Seckill.Redis.Keys;
using Seckill.Redis.Records;
using Seckill.Redis.Scripts;
using Seckill.Stock;
using StackExchange.Redis;

namespace Seckill.Redis;

/// <summary>The stock in Redis: one script a call, one hash slot a bucket.</summary>
internal sealed class RedisStockStore(RedisConnection connection, IOptions<RedisStockOptions> options, ScriptText scripts) : IStockStore
{
    private static readonly ScriptText s_scripts = new();

    public RedisStockStore(RedisConnection connection, IOptions<RedisStockOptions> options)
        : this(connection, options, s_scripts)
    {
    }

    public async ValueTask<ReserveResult> ReserveAsync(BucketKey bucket, long epoch, IReadOnlyList<ReserveRequest> requests, CancellationToken cancellationToken = default) =>
        ToResult(requests, await RunAsync(scripts.Reserve, bucket, ToValues(epoch, requests), cancellationToken).ConfigureAwait(false));

    public async ValueTask<ReserveResult> ReserveDurablyAsync(BucketKey bucket, long epoch, IReadOnlyList<ReserveRequest> requests, CancellationToken cancellationToken = default)
    {
        var db = await connection.GetDatabaseAsync().ConfigureAwait(false);
        var result = await DurableScript.RunAsync(db, scripts.Reserve, BucketKeys.For(bucket), ToValues(epoch, requests), options.Value.FlushCommand)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return ToResult(requests, new ScriptReply(result));
    }

    public async ValueTask<ChangeResult> ConfirmAsync(BucketKey bucket, IReadOnlyList<ConfirmRequest> requests, CancellationToken cancellationToken = default)
    {
        var values = new RedisValue[requests.Count * 5];
        for (var i = 0; i < requests.Count; i++)
        {
            var request = requests[i];
            WriteOrder(values.AsSpan(i * 5), request.Id, request.Buyer, request.Quantity, request.Price, request.PerBuyerLimit);
        }

        return (await RunAsync(scripts.Confirm, bucket, values, cancellationToken).ConfigureAwait(false)).ToChangeResult();
    }

    public async ValueTask<ChangeResult> ReleaseAsync(BucketKey bucket, long epoch, IReadOnlyList<ReleaseRequest> requests, CancellationToken cancellationToken = default)
    {
        var values = new RedisValue[1 + (requests.Count * 3)];
        values[0] = epoch;
        for (var i = 0; i < requests.Count; i++)
        {
            values[(i * 3) + 1] = requests[i].Id.ToBytes();
            values[(i * 3) + 2] = requests[i].Quantity;
            values[(i * 3) + 3] = requests[i].KeepLimit ? 1 : 0;
        }

        return (await RunAsync(scripts.Release, bucket, values, cancellationToken).ConfigureAwait(false)).ToChangeResult();
    }

    public async ValueTask<AdjustResult> AdjustAsync(BucketKey bucket, long epoch, long sequence, long delta, CancellationToken cancellationToken = default)
    {
        var reply = await RunAsync(scripts.Adjust, bucket, [epoch, sequence, delta], cancellationToken).ConfigureAwait(false);
        var outcome = reply.Status == BucketStatus.Ok ? (AdjustOutcome)(int)reply[0] : AdjustOutcome.NotApplied;
        return new AdjustResult(reply.Status, outcome, reply.View);
    }

    public async ValueTask<ChangeResult> ConfigureAsync(BucketKey bucket, long epoch, BucketSettings settings, CancellationToken cancellationToken = default)
    {
        RedisValue[] values = [epoch, settings.Version, (int)settings.State, SettingsText.Format(settings)];
        return (await RunAsync(scripts.Configure, bucket, values, cancellationToken).ConfigureAwait(false)).ToChangeResult();
    }

    public async ValueTask<ChangeResult> CloseAsync(BucketKey bucket, long epoch, CancellationToken cancellationToken = default) =>
        (await RunAsync(scripts.Close, bucket, [epoch], cancellationToken).ConfigureAwait(false)).ToChangeResult();

    public async ValueTask<ChangeResult> HoldAsync(BucketKey bucket, CancellationToken cancellationToken = default) =>
        (await RunAsync(scripts.Hold, bucket, [], cancellationToken).ConfigureAwait(false)).ToChangeResult();

    public ValueTask<LoadOutcome> BeginLoadAsync(BucketKey bucket, BucketLoad load, CancellationToken cancellationToken = default) =>
        LoadAsync(
            scripts.LoadBegin,
            bucket,
            [
                load.Epoch,
                (int)load.Settings.State,
                SettingsText.Format(load.Settings),
                load.Total,
                load.Committed,
                load.AdjustmentSequence,
                (long)load.Settings.KeepFor.TotalMilliseconds,
            ],
            cancellationToken);

    public ValueTask<LoadOutcome> LoadPageAsync(BucketKey bucket, long epoch, IReadOnlyList<LoadItem> items, CancellationToken cancellationToken = default)
    {
        var values = new RedisValue[1 + (items.Count * 5)];
        values[0] = epoch;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            WriteOrder(values.AsSpan(1 + (i * 5)), item.Id, item.Buyer, item.Quantity, item.Price, item.PerBuyerLimit);
        }

        return LoadAsync(scripts.LoadPage, bucket, values, cancellationToken);
    }

    public ValueTask<LoadOutcome> LoadHeldUnitsAsync(BucketKey bucket, long epoch, IReadOnlyList<BuyerUnits> units, CancellationToken cancellationToken = default)
    {
        var values = new RedisValue[1 + (units.Count * 2)];
        values[0] = epoch;
        for (var i = 0; i < units.Count; i++)
        {
            values[1 + (i * 2)] = units[i].Buyer.Value;
            values[2 + (i * 2)] = units[i].Units;
        }

        return LoadAsync(scripts.LoadHeld, bucket, values, cancellationToken);
    }

    public ValueTask<LoadOutcome> CompleteLoadAsync(BucketKey bucket, long epoch, CancellationToken cancellationToken = default) =>
        LoadAsync(scripts.LoadComplete, bucket, [epoch], cancellationToken);

    public async ValueTask<BucketView?> ReadAsync(BucketKey bucket, CancellationToken cancellationToken = default) =>
        (await RunAsync(scripts.Read, bucket, [], cancellationToken).ConfigureAwait(false)).View;

    public async ValueTask<Reservation?> FindAsync(BucketKey bucket, PurchaseId id, CancellationToken cancellationToken = default)
    {
        var db = await connection.GetDatabaseAsync().ConfigureAwait(false);
        var record = await db.HashGetAsync(BucketKeys.For(bucket)[BucketKeys.Records], id.ToBytes())
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return record.IsNull ? null : ReservationText.Parse(id, (byte[])record!);
    }

    public async ValueTask<LinePage> ReadLineAsync(BucketKey bucket, long after, int take, CancellationToken cancellationToken = default)
    {
        var db = await connection.GetDatabaseAsync().ConfigureAwait(false);
        var result = await db.ScriptEvaluateAsync(scripts.Line, BucketKeys.For(bucket), [after, take])
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        var parts = (RedisResult[])result!;
        var unresolved = new List<Reservation>((parts.Length - 3) / 2);
        for (var i = 3; i + 1 < parts.Length; i += 2)
        {
            unresolved.Add(ReservationText.Parse(PurchaseId.FromBytes((byte[])parts[i]!), (byte[])parts[i + 1]!));
        }

        return new LinePage((long)parts[0], unresolved, (long)parts[1], (int)parts[2] == 1);
    }

    public async IAsyncEnumerable<Reservation> ScanReservedAsync(BucketKey bucket, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var entry in ScanAsync(bucket, cancellationToken).ConfigureAwait(false))
        {
            var record = (byte[])entry.Value!;
            if (record is [(byte)'R', ..])
            {
                yield return ReservationText.Parse(PurchaseId.FromBytes((byte[])entry.Name!), record);
            }
        }
    }

    public async IAsyncEnumerable<BuyerId> ScanBuyersAsync(BucketKey bucket, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var entry in ScanAsync(bucket, cancellationToken).ConfigureAwait(false))
        {
            yield return ReservationText.Parse(default, (byte[])entry.Value!).Buyer;
        }
    }

    public async ValueTask DeleteAsync(BucketKey bucket, CancellationToken cancellationToken = default)
    {
        var db = await connection.GetDatabaseAsync().ConfigureAwait(false);
        await db.KeyDeleteAsync(BucketKeys.For(bucket)).WaitAsync(cancellationToken).ConfigureAwait(false);
        BucketKeys.Forget(bucket);
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        if (options.Value.FlushCommand is { } command)
        {
            var db = await connection.GetDatabaseAsync().ConfigureAwait(false);
            await db.ExecuteAsync(command).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static RedisValue[] ToValues(long epoch, IReadOnlyList<ReserveRequest> requests)
    {
        var values = new RedisValue[1 + (requests.Count * 3)];
        values[0] = epoch;
        for (var i = 0; i < requests.Count; i++)
        {
            var request = requests[i];
            values[(i * 3) + 1] = request.Id.ToBytes();
            values[(i * 3) + 2] = request.Buyer.Value;
            values[(i * 3) + 3] = request.Quantity;
        }

        return values;
    }

    private static ReserveResult ToResult(IReadOnlyList<ReserveRequest> requests, ScriptReply reply)
    {
        var replies = new ReserveReply[reply.Status == BucketStatus.Ok ? requests.Count : 0];
        for (var i = 0; i < replies.Length; i++)
        {
            replies[i] = ToReply(requests[i], reply[i], reply.View!);
        }

        return new ReserveResult(reply.Status, reply.View, replies);
    }

    private static ReserveReply ToReply(ReserveRequest request, RedisResult part, BucketView view)
    {
        if (part.Resp2Type == ResultType.Integer)
        {
            var number = (long)part;
            return number > 0
                ? new ReserveReply(ReserveOutcome.Taken, new Reservation(
                    request.Id, request.Buyer, request.Quantity, ReservationState.Reserved, number, view.ServerTime, view.Settings.Price, view.Settings.PerBuyerLimit))
                : new ReserveReply(ToRefusal(number), default);
        }

        var recorded = ReservationText.Parse(request.Id, (byte[])part!);
        return new ReserveReply(recorded.Quantity == request.Quantity ? ReserveOutcome.Exists : ReserveOutcome.QuantityDiffers, recorded);
    }

    private static ReserveOutcome ToRefusal(long code) => code switch
    {
        -1 => ReserveOutcome.SoldOut,
        -2 => ReserveOutcome.LimitReached,
        -3 => ReserveOutcome.NotStarted,
        -4 => ReserveOutcome.Paused,
        -5 => ReserveOutcome.Ended,
        _ => throw new FormatException($"The reserve script replied with the unknown code {code}."),
    };

    private static void WriteOrder(Span<RedisValue> values, PurchaseId id, BuyerId buyer, int quantity, decimal price, int limit)
    {
        values[0] = id.ToBytes();
        values[1] = buyer.Value;
        values[2] = quantity;
        values[3] = price.ToString(CultureInfo.InvariantCulture);
        values[4] = limit;
    }

    private async ValueTask<ScriptReply> RunAsync(string script, BucketKey bucket, RedisValue[] values, CancellationToken cancellationToken)
    {
        var db = await connection.GetDatabaseAsync().ConfigureAwait(false);
        var result = await db.ScriptEvaluateAsync(script, BucketKeys.For(bucket), values)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return new ScriptReply(result);
    }

    private async ValueTask<LoadOutcome> LoadAsync(string script, BucketKey bucket, RedisValue[] values, CancellationToken cancellationToken)
    {
        var db = await connection.GetDatabaseAsync().ConfigureAwait(false);
        var result = await db.ScriptEvaluateAsync(script, BucketKeys.For(bucket), values)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return (LoadOutcome)(int)((RedisResult[])result!)[0];
    }

    private async IAsyncEnumerable<HashEntry> ScanAsync(BucketKey bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var db = await connection.GetDatabaseAsync().ConfigureAwait(false);
        var entries = db.HashScanAsync(BucketKeys.For(bucket)[BucketKeys.Records], pageSize: 1000);
        await foreach (var entry in entries.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return entry;
        }
    }
}
