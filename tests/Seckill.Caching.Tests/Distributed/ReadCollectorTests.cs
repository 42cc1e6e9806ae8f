using System.Collections.Immutable;
using System.Text;
using Seckill.Redis.Caching;
using StackExchange.Redis;

namespace Seckill.Caching.Tests.Distributed;

/// <summary>Reads that leave together, by a server that answers when the test says so.</summary>
public sealed class ReadCollectorTests
{
    private const string Head = "0000000000000001V17000000000000000000000000000000";
    private ImmutableList<(RedisKey[] Keys, TaskCompletionSource<RedisValue[]> Answer)> _commands = [];
    private readonly ReadCollector _collector;

    public ReadCollectorTests() => _collector = new ReadCollector(
        async key => (await SendAsync([key]))[0],
        SendAsync);

    [Fact]
    public async Task A_few_leave_at_once_and_one_by_one()
    {
        var reads = Read(0, ReadCollector.UnderWayAtMost);
        Assert.Equal(ReadCollector.UnderWayAtMost, _commands.Count);
        Assert.All(_commands, static c => Assert.Single(c.Keys));
        AnswerAll();
        await BringTheirOwnAsync(reads, 0);
    }

    [Fact]
    public async Task What_comes_meanwhile_leaves_together_with_the_first_that_returns()
    {
        var reads = Read(0, ReadCollector.UnderWayAtMost + 10);
        Assert.Equal(ReadCollector.UnderWayAtMost, _commands.Count);
        Answer(3);
        await Eventually.IsTrueAsync(() => _commands.Count == ReadCollector.UnderWayAtMost + 1);
        Assert.Equal(10, _commands[^1].Keys.Length);
        AnswerAll();
        await BringTheirOwnAsync(reads, 0);
    }

    [Fact]
    public async Task A_command_has_its_longest_and_none_is_forgotten()
    {
        var reads = Read(0, ReadCollector.UnderWayAtMost + (3 * ReadCollector.LongestCommand) + 1);
        for (var i = 0; i < ReadCollector.UnderWayAtMost + 4; i++)
        {
            await Eventually.IsTrueAsync(() => _commands.Count > i);
            Answer(i);
        }

        Assert.All(_commands, static c => Assert.InRange(c.Keys.Length, 1, ReadCollector.LongestCommand));
        await BringTheirOwnAsync(reads, 0);
    }

    [Fact]
    public async Task As_many_as_fill_a_command_wait_for_none()
    {
        const int AtOnce = ReadCollector.UnderWayAtMost + 2;
        var reads = Read(0, ReadCollector.UnderWayAtMost + (2 * ReadCollector.LongestCommand) + 3);
        Assert.Equal(AtOnce, _commands.Count);
        Assert.All(_commands.Skip(ReadCollector.UnderWayAtMost), static c => Assert.Equal(ReadCollector.LongestCommand, c.Keys.Length));

        // Those that came back first only make room; the few that wait leave when no more are under way than may be.
        Answer(AtOnce - 1);
        Answer(AtOnce - 2);
        Answer(0);
        await Eventually.IsTrueAsync(() => _commands.Count == AtOnce + 1);
        Assert.Equal(3, _commands[^1].Keys.Length);
        AnswerAll();
        await BringTheirOwnAsync(reads, 0);
    }

    [Fact]
    public async Task Absent_keys_are_absent_among_others()
    {
        var reads = Read(0, ReadCollector.UnderWayAtMost + 3);
        Answer(0);
        await Eventually.IsTrueAsync(() => _commands.Count == ReadCollector.UnderWayAtMost + 1);
        var (keys, answer) = _commands[^1];
        answer.SetResult([Stored(keys[0]), RedisValue.Null, Stored(keys[2])]);
        Assert.NotNull(await reads[^3]);
        Assert.Null(await reads[^2]);
        Assert.NotNull(await reads[^1]);
    }

    [Fact]
    public async Task A_failure_reaches_all_of_its_command_and_frees_its_place()
    {
        var lost = Read(0, ReadCollector.UnderWayAtMost + 2);
        for (var i = 0; i <= ReadCollector.UnderWayAtMost; i++)
        {
            await Eventually.IsTrueAsync(() => _commands.Count > i);
            _commands[i].Answer.SetException(new IOException("Cut."));
        }

        foreach (var read in lost)
        {
            await Assert.ThrowsAsync<IOException>(() => read);
        }

        var (before, reads) = (_commands.Count, Read(100, ReadCollector.UnderWayAtMost));
        Assert.Equal(before + ReadCollector.UnderWayAtMost, _commands.Count);
        AnswerAll();
        await BringTheirOwnAsync(reads, 100);
    }

    [Fact]
    public async Task What_the_server_refuses_together_is_asked_for_one_by_one()
    {
        var reads = Read(0, ReadCollector.UnderWayAtMost + 3);
        Answer(0);
        await Eventually.IsTrueAsync(() => _commands.Count == ReadCollector.UnderWayAtMost + 1);
        _commands[^1].Answer.SetException(new RedisServerException(RedisErrorKind.Unknown, CommandFlags.None, "TRYAGAIN Multiple keys request during rehashing of slot"));
        await Eventually.IsTrueAsync(() => _commands.Count == ReadCollector.UnderWayAtMost + 4);
        Assert.All(_commands.TakeLast(3), static c => Assert.Single(c.Keys));
        AnswerAll();
        await BringTheirOwnAsync(reads, 0);
        _ = Read(200, ReadCollector.UnderWayAtMost);
        await Eventually.IsTrueAsync(() => _commands.Count == (2 * ReadCollector.UnderWayAtMost) + 4);
    }

    private static RedisValue Stored(RedisKey key) => Encoding.UTF8.GetBytes(Head + (string?)key);

    private static async Task BringTheirOwnAsync(Task<DistributedEntry?>[] reads, int first)
    {
        for (var i = 0; i < reads.Length; i++)
        {
            Assert.Equal($"k{first + i}", Encoding.UTF8.GetString((await reads[i])!.Body.Span));
        }
    }

    private Task<DistributedEntry?>[] Read(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => _collector.ReadAsync($"k{i}").AsTask())];

    private Task<RedisValue[]> SendAsync(RedisKey[] keys)
    {
        var answer = new TaskCompletionSource<RedisValue[]>();
        ImmutableInterlocked.Update(ref _commands, static (all, one) => all.Add(one), (keys, answer));
        return answer.Task;
    }

    private void Answer(int command) => _commands[command].Answer.TrySetResult([.. _commands[command].Keys.Select(Stored)]);

    private void AnswerAll()
    {
        for (var i = 0; i < _commands.Count; i++)
        {
            Answer(i);
        }
    }
}
