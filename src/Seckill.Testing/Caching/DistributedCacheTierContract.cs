using System.Text;
using Seckill.Caching;

namespace Seckill.Testing.Caching;

/// <summary>What every Distributed tier keeps. Derive, and say how a node connects.</summary>
public abstract class DistributedCacheTierContract
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(40);
    private ulong _lastOperation = (ulong)TimeProvider.System.GetTimestamp();

    /// <summary>A further node on the same server.</summary>
    protected abstract ValueTask<(IDistributedCacheTier Tier, ICacheLog Log)> ConnectAsync();

    /// <summary>A key that no other test uses.</summary>
    protected static string NewKey() => "k:" + Guid.NewGuid().ToString("N");

    /// <summary>Lets leases and values of that age fall.</summary>
    protected virtual Task PassAsync(TimeSpan time) => Task.Delay(time);

    [Fact]
    public async Task Get_of_an_unknown_key_finds_nothing()
    {
        var (tier, _) = await ConnectAsync();
        Assert.Null(await tier.GetAsync(NewKey()));
    }

    [Fact]
    public async Task Set_is_read_back_with_its_version_bytes_and_time()
    {
        var (tier, _) = await ConnectAsync();
        var (other, log) = await ConnectAsync();
        var key = NewKey();
        byte[] body = [0, 1, 255, 13, 10, 0, (byte)'|'];
        var version = await tier.SetAsync(key, Next(), new DistributedWrite(DistributedEntryState.Value, body, s_minute, 42));
        var entry = await other.GetAsync(key);

        Assert.NotNull(entry);
        Assert.Equal(version, entry.Version);
        Assert.Equal(body, entry.Body.ToArray());
        Assert.Equal(42, entry.SourceVersion);
        Assert.Equal(DistributedEntryState.Value, entry.State);
        var now = (await log.ReadHeadsAsync()).ServerTime;
        Assert.InRange(entry.WrittenAt, now.AddSeconds(-10), now);
    }

    [Fact]
    public async Task Versions_of_a_key_grow_with_each_change()
    {
        var (tier, _) = await ConnectAsync();
        var key = NewKey();
        long[] versions =
        [
            await tier.SetAsync(key, Next(), Value("a")), await tier.RemoveAsync(key, Next()), await tier.SetAsync(key, Next(), Value("b")),
            await tier.ExpireAsync(key, Next()), await tier.SetAsync(key, Next(), Value("c")),
        ];

        Assert.All(versions.Zip(versions.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public async Task Entry_falls_when_its_time_is_up()
    {
        var (tier, _) = await ConnectAsync();
        var key = NewKey();
        await tier.SetAsync(key, Next(), Value("a") with { KeepFor = s_moment });
        await PassAsync(s_moment * 1.2);

        Assert.Null(await tier.GetAsync(key));
    }

    [Fact]
    public async Task One_of_two_gets_the_lease_and_the_other_is_told_to_wait()
    {
        var (tier, _) = await ConnectAsync();
        var (other, _) = await ConnectAsync();
        var key = NewKey();
        Assert.Equal(LeaseOutcome.Granted, (await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute))).Outcome);
        var reply = await other.AcquireAsync(key, new LeaseRequest(Next(), s_minute));

        Assert.Equal(LeaseOutcome.Busy, reply.Outcome);
        Assert.InRange(reply.RetryAfter, TimeSpan.FromSeconds(50), s_minute);
    }

    [Fact]
    public async Task Acquire_repeated_under_its_name_is_granted_again()
    {
        var (tier, _) = await ConnectAsync();
        var (key, lease) = (NewKey(), Next());
        await tier.AcquireAsync(key, new LeaseRequest(lease, s_minute));

        Assert.Equal(LeaseOutcome.Granted, (await tier.AcquireAsync(key, new LeaseRequest(lease, s_minute))).Outcome);
    }

    [Fact]
    public async Task Commit_under_the_lease_stores_and_ends_it()
    {
        var (tier, _) = await ConnectAsync();
        var (key, lease) = (NewKey(), Next());
        await tier.AcquireAsync(key, new LeaseRequest(lease, s_minute));
        var version = await tier.CommitAsync(key, lease, Value("loaded"));

        Assert.Equal(version, (await tier.GetAsync(key))!.Version);
        var reply = await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute));
        Assert.Equal(LeaseOutcome.Found, reply.Outcome);
        Assert.Equal("loaded", Text(reply.Entry));
        Assert.Equal(LeaseOutcome.Granted, (await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute, version))).Outcome);
    }

    [Theory]
    [InlineData("set")]
    [InlineData("remove")]
    [InlineData("expire")]
    public async Task Change_ends_the_lease_and_the_overtaken_commit_writes_nothing(string change)
    {
        var (tier, _) = await ConnectAsync();
        var (other, _) = await ConnectAsync();
        var (key, lease) = (NewKey(), Next());
        await tier.AcquireAsync(key, new LeaseRequest(lease, s_minute));
        var version = await ChangeAsync(other, key, change);

        Assert.False(await tier.RenewAsync(key, lease, s_minute));
        Assert.Equal(0, await tier.CommitAsync(key, lease, Value("overtaken")));
        var entry = await tier.GetAsync(key);
        Assert.Equal(change == "set" ? "set" : null, entry is null ? null : Text(entry));
        Assert.Equal(change == "set" ? version : 0, entry?.Version ?? 0);
        Assert.NotEqual(LeaseOutcome.Busy, (await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute))).Outcome);
    }

    [Fact]
    public async Task Lease_of_a_dead_loader_falls_and_its_late_commit_is_refused()
    {
        var (tier, _) = await ConnectAsync();
        var (key, dead, living) = (NewKey(), Next(), Next());
        await tier.AcquireAsync(key, new LeaseRequest(dead, s_moment));
        await PassAsync(s_moment * 1.2);
        Assert.Equal(LeaseOutcome.Granted, (await tier.AcquireAsync(key, new LeaseRequest(living, s_minute))).Outcome);

        Assert.Equal(0, await tier.CommitAsync(key, dead, Value("late")));
        Assert.NotEqual(0, await tier.CommitAsync(key, living, Value("living")));
        Assert.Equal("living", Text(await tier.GetAsync(key)));
    }

    [Fact]
    public async Task Renewed_lease_lasts()
    {
        var (tier, _) = await ConnectAsync();
        var (key, lease) = (NewKey(), Next());
        await tier.AcquireAsync(key, new LeaseRequest(lease, s_moment * 10));
        Assert.True(await tier.RenewAsync(key, lease, s_minute));
        await PassAsync(s_moment);

        Assert.InRange((await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute))).RetryAfter, TimeSpan.FromSeconds(50), s_minute);
    }

    [Fact]
    public async Task Abandoned_lease_is_free_and_those_who_wait_are_woken()
    {
        var (tier, _) = await ConnectAsync();
        var (_, log) = await ConnectAsync();
        var listener = new RecordingListener();
        await using var subscription = await log.SubscribeAsync(listener);
        var (key, lease) = (NewKey(), Next());
        await tier.AcquireAsync(key, new LeaseRequest(lease, s_minute));
        await tier.AbandonAsync(key, lease);

        var record = await listener.NextAsync(key);
        Assert.Equal((CacheLogKind.Wake, 0L), (record.Kind, record.Sequence));
        Assert.Equal(LeaseOutcome.Granted, (await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute))).Outcome);
    }

    [Fact]
    public async Task Cooling_lease_keeps_others_off_unless_they_override_it()
    {
        var (tier, _) = await ConnectAsync();
        var (key, lease) = (NewKey(), Next());
        await tier.AcquireAsync(key, new LeaseRequest(lease, s_minute));
        await tier.AbandonAsync(key, lease, s_minute);

        Assert.Equal(LeaseOutcome.Cooling, (await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute))).Outcome);
        Assert.Equal(0, await tier.CommitAsync(key, lease, Value("given up")));
        Assert.Equal(LeaseOutcome.Granted, (await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute, OverrideCooling: true))).Outcome);
    }

    [Fact]
    public async Task Lease_of_another_is_neither_abandoned_nor_renewed()
    {
        var (tier, _) = await ConnectAsync();
        var key = NewKey();
        await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute));
        await tier.AbandonAsync(key, Next());

        Assert.False(await tier.RenewAsync(key, Next(), s_minute));
        Assert.Equal(LeaseOutcome.Busy, (await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute))).Outcome);
    }

    [Fact]
    public async Task Expired_value_is_kept_as_stale_and_may_be_loaded_anew()
    {
        var (tier, _) = await ConnectAsync();
        var key = NewKey();
        await tier.SetAsync(key, Next(), Value("old"));
        var version = await tier.ExpireAsync(key, Next());
        var entry = await tier.GetAsync(key);

        Assert.Equal((DistributedEntryState.Expired, version, "old"), (entry!.State, entry.Version, Text(entry)));
        Assert.Equal(LeaseOutcome.Granted, (await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute))).Outcome);
    }

    [Fact]
    public async Task Expired_absence_is_gone()
    {
        var (tier, _) = await ConnectAsync();
        var key = NewKey();
        await tier.SetAsync(key, Next(), new DistributedWrite(DistributedEntryState.NotFound, Array.Empty<byte>(), s_minute));
        Assert.Equal(DistributedEntryState.NotFound, (await tier.GetAsync(key))!.State);
        await tier.ExpireAsync(key, Next());

        Assert.Null(await tier.GetAsync(key));
    }

    [Fact]
    public async Task Older_row_is_refused_and_an_equal_or_unknown_one_is_not()
    {
        var (tier, _) = await ConnectAsync();
        var (key, lease) = (NewKey(), Next());
        await tier.SetAsync(key, Next(), Value("v7") with { SourceVersion = long.MaxValue - 1 });
        Assert.Equal(0, await tier.SetAsync(key, Next(), Value("v6") with { SourceVersion = long.MaxValue - 2 }));
        await tier.AcquireAsync(key, new LeaseRequest(lease, s_minute, long.MaxValue));
        Assert.Equal(0, await tier.CommitAsync(key, lease, Value("v6") with { SourceVersion = 6 }));
        Assert.Equal("v7", Text(await tier.GetAsync(key)));
        Assert.NotEqual(LeaseOutcome.Busy, (await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute, long.MaxValue))).Outcome);

        Assert.NotEqual(0, await tier.SetAsync(key, Next(), Value("again") with { SourceVersion = long.MaxValue - 1 }));
        Assert.NotEqual(0, await tier.SetAsync(key, Next(), Value("unknown")));
    }

    [Fact]
    public async Task Removal_remembers_its_row_for_a_while()
    {
        var (tier, _) = await ConnectAsync();
        var key = NewKey();
        await tier.SetAsync(key, Next(), Value("v5") with { SourceVersion = 5 });
        await tier.RemoveAsync(key, Next(), sourceVersion: 7, s_moment * 5);

        Assert.Equal(DistributedEntryState.Tombstone, (await tier.GetAsync(key))!.State);
        Assert.Equal(0, await tier.SetAsync(key, Next(), Value("v6") with { SourceVersion = 6 }));
        Assert.Equal(LeaseOutcome.Granted, (await tier.AcquireAsync(key, new LeaseRequest(Next(), s_minute))).Outcome);
        Assert.NotEqual(0, await tier.SetAsync(key, Next(), Value("v7") with { SourceVersion = 7 }));
    }

    [Fact]
    public async Task Removal_of_an_older_row_does_not_forget_the_newer()
    {
        var (tier, _) = await ConnectAsync();
        var key = NewKey();
        await tier.SetAsync(key, Next(), Value("v9") with { SourceVersion = 9 });
        await tier.RemoveAsync(key, Next(), sourceVersion: 7, s_minute);

        Assert.Equal(0, await tier.SetAsync(key, Next(), Value("v8") with { SourceVersion = 8 }));
    }

    [Fact]
    public async Task Tag_knows_its_last_removal()
    {
        var (tier, _) = await ConnectAsync();
        var (other, _) = await ConnectAsync();
        var tag = NewKey();
        Assert.Equal(0, await tier.GetTagVersionAsync(tag));
        var first = await tier.RemoveTagAsync(tag, Next());
        var second = await other.RemoveTagAsync(tag, Next());

        Assert.True(second > first);
        Assert.Equal(second, await tier.GetTagVersionAsync(tag));
    }

    [Fact]
    public async Task Every_change_is_pushed_with_its_version()
    {
        var (tier, _) = await ConnectAsync();
        var (_, log) = await ConnectAsync();
        var listener = new RecordingListener();
        await using var subscription = await log.SubscribeAsync(listener);
        var (key, tag, lease) = (NewKey(), NewKey() + "|x", Next());
        await tier.AcquireAsync(key, new LeaseRequest(lease, s_minute));
        var committed = await tier.CommitAsync(key, lease, Value("a"));
        var set = await tier.SetAsync(key, Next(), Value("a"));
        var expired = await tier.ExpireAsync(key, Next());
        var removed = await tier.RemoveAsync(key, Next());
        var tagged = await tier.RemoveTagAsync(tag, Next());
        var announced = await tier.AnnounceAsync(tag, Next());

        var first = await listener.NextAsync(key);
        Assert.Equal((CacheLogKind.Commit, committed, lease), (first.Kind, first.Sequence, first.Operation));
        Assert.Equal([(CacheLogKind.Set, set), (CacheLogKind.Expire, expired), (CacheLogKind.Remove, removed)], await listener.NextAsync(key, 3));
        Assert.Equal([(CacheLogKind.Tag, tagged), (CacheLogKind.Announce, announced)], await listener.NextAsync(tag, 2));
    }

    [Fact]
    public async Task Log_has_no_hole_and_is_read_from_any_place()
    {
        var (tier, log) = await ConnectAsync();
        var keys = Enumerable.Range(0, 50).Select(_ => NewKey()).ToList();
        var before = await log.ReadHeadsAsync();
        foreach (var key in keys)
        {
            await tier.RemoveAsync(key, Next());
        }

        var after = await log.ReadHeadsAsync();
        var found = new List<string>();
        for (var partition = 0; partition < after.Heads.Count; partition++)
        {
            var page = await log.ReadAsync(partition, before.Heads[partition].Sequence);
            Assert.True(page.Reaches);
            Assert.Equal(Enumerable.Range(1, page.Records.Count).Select(i => before.Heads[partition].Sequence + i), page.Records.Select(r => r.Sequence));
            Assert.True(page.Records.Count == 0 || page.Records[^1].Sequence >= after.Heads[partition].Sequence);
            found.AddRange(page.Records.Select(r => r.Text));
        }

        Assert.Empty(keys.Except(found));
        Assert.False((await log.ReadAsync(0, 5)).Reaches);
        Assert.Empty((await log.ReadAsync(0, long.MaxValue / 2)).Records);
    }

    [Fact]
    public async Task Racing_loaders_commit_only_under_the_last_lease()
    {
        var (tier, _) = await ConnectAsync();
        var (other, _) = await ConnectAsync();
        var key = NewKey();
        var granted = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (i, ct) =>
        {
            var lease = Next();
            var node = i % 2 == 0 ? tier : other;
            if ((await node.AcquireAsync(key, new LeaseRequest(lease, s_minute, long.MaxValue), ct)).Outcome == LeaseOutcome.Granted)
            {
                Assert.Equal(1, Interlocked.Increment(ref granted));
                Interlocked.Decrement(ref granted);
                Assert.NotEqual(0, await node.CommitAsync(key, lease, Value("x"), ct));
            }
        });
    }

    private static DistributedWrite Value(string text) => new(DistributedEntryState.Value, Encoding.UTF8.GetBytes(text), s_minute);

    private static string? Text(DistributedEntry? entry) => entry is null ? null : Encoding.UTF8.GetString(entry.Body.Span);

    private async ValueTask<long> ChangeAsync(IDistributedCacheTier tier, string key, string change) => change switch
    {
        "set" => await tier.SetAsync(key, Next(), Value("set")),
        "remove" => await tier.RemoveAsync(key, Next()),
        _ => await tier.ExpireAsync(key, Next()),
    };

    private OperationId Next() => new(Interlocked.Increment(ref _lastOperation));
}
