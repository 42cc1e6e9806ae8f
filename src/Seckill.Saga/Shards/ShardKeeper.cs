using Seckill.Sagas.Engine;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Shards;

/// <summary>
/// Holds this engine's fair part of the shards: renews its leases, takes what is free, and gives back what is too much. Engines count each other
/// by their seats, which are leases like those of shards, on numbers behind the last shard.
/// </summary>
internal sealed class ShardKeeper(EngineParts parts, string owner)
{
    private const int Seats = 1024;
    private const int Patience = 5;

    private readonly Dictionary<int, ShardLease> _held = [];

    // Taken, and nobody has been told: a look that fails half way is followed by one that tells.
    private readonly List<ShardLease> _fresh = [];
    private readonly Dictionary<int, (ShardLease Lease, int Patience)> _leaving = [];

    /// <summary>How often leases are renewed.</summary>
    public TimeSpan Interval => parts.Options.LeaseTtl / 3;

    /// <summary>Looks after the leases once.</summary>
    /// <returns>The shards that are new here; their sagas have to be resumed.</returns>
    public async Task<IReadOnlyList<ShardLease>> TendAsync(CancellationToken cancellationToken)
    {
        await LetGoAsync(cancellationToken).ConfigureAwait(false);
        await RenewAsync(cancellationToken).ConfigureAwait(false);
        var others = await parts.Store.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        if (!_held.Keys.Any(IsSeat))
        {
            await TakeSeatAsync(others, cancellationToken).ConfigureAwait(false);
        }

        var engines = Math.Max(1, others.Where(l => IsSeat(l.Shard)).Select(l => l.Owner).Append(owner).Distinct().Count());
        var fair = (parts.Options.Shards + engines - 1) / engines;
        await TakeShardsAsync(others, fair, cancellationToken).ConfigureAwait(false);
        OfferSurplus(fair);
        parts.Shards.Set(_held.Values.Where(l => !IsSeat(l.Shard)));
        List<ShardLease> fresh = [.. _fresh.Where(l => _held.TryGetValue(l.Shard, out var held) && held.Epoch == l.Epoch)];
        _fresh.Clear();
        return fresh;
    }

    /// <summary>While the engine drains: renews the leases of shards with sagas in memory, and gives the others back.</summary>
    /// <param name="draining">Ends when nothing is to be kept any more.</param>
    public async Task KeepBusyAsync(Task draining)
    {
        foreach (var lease in _held.Values.Concat(_leaving.Values.Select(l => l.Lease)).ToList())
        {
            if (draining.IsCompleted)
            {
                return;
            }

            if (!IsSeat(lease.Shard) && !parts.Runs.HasAnyOn(lease.Shard))
            {
                await GiveBackAsync(lease).ConfigureAwait(false);
            }
            else if (await parts.Store.RenewShardAsync(lease, parts.Options.LeaseTtl).ConfigureAwait(false) is null)
            {
                Forget(lease.Shard);
                Log.ShardLost(parts.Logger, lease.Shard, lease.Epoch);
            }
        }
    }

    /// <summary>Gives everything back.</summary>
    public async Task ReleaseAsync()
    {
        parts.Shards.Set([]);
        foreach (var lease in _held.Values.Concat(_leaving.Values.Select(l => l.Lease)).ToList())
        {
            await GiveBackAsync(lease).ConfigureAwait(false);
        }
    }

    private async Task GiveBackAsync(ShardLease lease)
    {
        Forget(lease.Shard);
        await parts.Store.ReleaseShardAsync(lease).ConfigureAwait(false);
    }

    private void Forget(int shard)
    {
        _held.Remove(shard);
        _leaving.Remove(shard);
        parts.Shards.Set(_held.Values.Where(l => !IsSeat(l.Shard)));
    }

    private bool IsSeat(int shard) => shard >= parts.Options.Shards;

    // A shard goes when no saga of it is in memory any more, or when that takes too long: then the next owner runs what is there once more.
    private async Task LetGoAsync(CancellationToken cancellationToken)
    {
        foreach (var (shard, (lease, patience)) in _leaving.ToList())
        {
            if (patience == 0 || !parts.Runs.HasAnyOn(shard))
            {
                await parts.Store.ReleaseShardAsync(lease, cancellationToken).ConfigureAwait(false);
                _leaving.Remove(shard);
            }
            else if (await parts.Store.RenewShardAsync(lease, parts.Options.LeaseTtl, cancellationToken).ConfigureAwait(false) is { } renewed)
            {
                _leaving[shard] = (renewed, patience - 1);
            }
            else
            {
                _leaving.Remove(shard);
            }
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        foreach (var lease in _held.Values.ToList())
        {
            if (await parts.Store.RenewShardAsync(lease, parts.Options.LeaseTtl, cancellationToken).ConfigureAwait(false) is { } renewed)
            {
                _held[lease.Shard] = renewed;
            }
            else
            {
                _held.Remove(lease.Shard);
                parts.Shards.Set(_held.Values.Where(l => !IsSeat(l.Shard)));
                Log.ShardLost(parts.Logger, lease.Shard, lease.Epoch);
            }
        }
    }

    private async Task TakeSeatAsync(IReadOnlyList<ShardLease> others, CancellationToken cancellationToken)
    {
        var taken = others.Where(l => l.Owner != owner).Select(l => l.Shard).ToHashSet();
        for (var seat = parts.Options.Shards; seat < parts.Options.Shards + Seats; seat++)
        {
            if (!taken.Contains(seat) && await TryAcquireAsync(seat, cancellationToken).ConfigureAwait(false) is not null)
            {
                return;
            }
        }
    }

    private async Task TakeShardsAsync(IReadOnlyList<ShardLease> others, int fair, CancellationToken cancellationToken)
    {
        var taken = others.Where(l => l.Owner != owner).Select(l => l.Shard).ToHashSet();
        for (var shard = 0; shard < parts.Options.Shards && _held.Keys.Count(s => !IsSeat(s)) < fair; shard++)
        {
            if (!_held.ContainsKey(shard) && !_leaving.ContainsKey(shard) && !taken.Contains(shard) && await TryAcquireAsync(shard, cancellationToken).ConfigureAwait(false) is { } lease)
            {
                _fresh.Add(lease);
            }
        }
    }

    private async Task<ShardLease?> TryAcquireAsync(int shard, CancellationToken cancellationToken)
    {
        var lease = await parts.Store.AcquireShardAsync(shard, owner, parts.Options.LeaseTtl, cancellationToken).ConfigureAwait(false);
        if (lease is { } granted)
        {
            _held[shard] = granted;
        }

        return lease;
    }

    // From now on nothing new starts on them.
    private void OfferSurplus(int fair)
    {
        foreach (var lease in _held.Values.Where(l => !IsSeat(l.Shard)).OrderByDescending(l => l.Shard).SkipLast(fair).ToList())
        {
            _held.Remove(lease.Shard);
            _leaving[lease.Shard] = (lease, Patience);
        }
    }
}
