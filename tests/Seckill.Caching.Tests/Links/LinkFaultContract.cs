using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Links;

/// <summary>G10: links that break, fall silent or are slow, between real processes and in real time.</summary>
public abstract class LinkFaultContract(CacheServer server, ITestOutputHelper output)
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Reader_whose_link_was_cut_for_a_second_is_right_a_second_after_it_is_back()
    {
        await using var nodes = await TwoLinkedNodes.StartAsync(server);
        nodes.A.Proxy.Cut();
        Assert.All(await nodes.ChangeAsync(nodes.B, "new"), outcome => Assert.Equal(WriteOutcome.Applied, outcome));
        await Task.Delay(s_second);
        nodes.A.Proxy.Heal();
        var right = await nodes.WhenRightAsync(nodes.A);
        await IsInStepAsync(nodes.A);

        Tell("right after the change", nodes.ChangedAt, right);
        Assert.InRange(Between(nodes.ChangedAt, right), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(Tell("in step after the link was back", nodes.A.RestoredAt, TimeProvider.System.GetTimestamp()), TimeSpan.Zero, s_second);
    }

    [Fact]
    public async Task Change_of_a_writer_whose_link_was_cut_arrives_within_a_second_of_its_return()
    {
        await using var nodes = await TwoLinkedNodes.StartAsync(server);
        nodes.B.Proxy.Cut();
        Assert.All(await nodes.ChangeAsync(nodes.B, "new"), outcome => Assert.Equal(WriteOutcome.Deferred, outcome));
        await nodes.WhenRightAsync(nodes.B, seconds: 0.5);
        await Task.Delay(s_second);
        nodes.B.Proxy.Heal();
        var right = await nodes.WhenRightAsync(nodes.A);

        Assert.InRange(Tell("right after the link was back", nodes.B.RestoredAt, right), -s_second, s_second);
        await nodes.WhenRightAsync(nodes.B, seconds: 0.5);
        Assert.Equal(0, nodes.B.Cache.Parts.Pending.Count);
    }

    [Fact]
    public async Task Reader_on_a_silent_link_is_right_within_two_seconds_and_in_step_when_it_is_heard_again()
    {
        await using var nodes = await TwoLinkedNodes.StartAsync(server);
        nodes.A.Proxy.BlackHole();
        await nodes.ChangeAsync(nodes.B, "new");
        var right = await nodes.WhenRightAsync(nodes.A);
        Assert.InRange(Tell("right after the change", nodes.ChangedAt, right), TimeSpan.Zero, TimeSpan.FromSeconds(2));

        nodes.A.Proxy.Heal();
        await IsInStepAsync(nodes.A);
        await nodes.ChangeAsync(nodes.B, "newer");
        Assert.InRange(Tell("right after the next change", nodes.ChangedAt, await nodes.WhenRightAsync(nodes.A)), TimeSpan.Zero, s_second);
    }

    [Fact]
    public async Task Silent_subscription_beside_a_living_connection_is_found_by_the_heartbeat()
    {
        await using var nodes = await TwoLinkedNodes.StartAsync(server);
        // The server's voice alone: answers do not come either, but what the node sends still arrives.
        nodes.A.Proxy.ToClient.IsHeld = true;
        await nodes.ChangeAsync(nodes.B, "new");
        var right = await nodes.WhenRightAsync(nodes.A);

        Assert.InRange(Tell("right after the change", nodes.ChangedAt, right), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Write_without_an_answer_is_repeated_when_the_link_is_heard_again()
    {
        await using var nodes = await TwoLinkedNodes.StartAsync(server);
        nodes.B.Proxy.ToClient.IsHeld = true;
        Assert.All(await nodes.ChangeAsync(nodes.B, "new"), outcome => Assert.Equal(WriteOutcome.Deferred, outcome));
        await nodes.WhenRightAsync(nodes.B, seconds: 1);
        nodes.B.Proxy.Heal();
        await IsInStepAsync(nodes.B);
        await nodes.WhenRightAsync(nodes.A, seconds: 2);
        await nodes.WhenRightAsync(nodes.B, seconds: 2);
        Assert.Equal(0, nodes.B.Cache.Parts.Pending.Count);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(400)]
    public async Task Slow_link_makes_a_node_late_but_not_wrong(int milliseconds)
    {
        await using var nodes = await TwoLinkedNodes.StartAsync(server);
        nodes.A.Proxy.ToServer.Delay = nodes.A.Proxy.ToClient.Delay = TimeSpan.FromMilliseconds(milliseconds);
        await nodes.ChangeAsync(nodes.B, "new");
        var right = await nodes.WhenRightAsync(nodes.A);

        Assert.InRange(Tell("right after the change", nodes.ChangedAt, right), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static TimeSpan Between(long from, long to) => TimeProvider.System.GetElapsedTime(from, to);

    private static Task IsInStepAsync(LinkedNode node) =>
        Eventually.IsTrueAsync(() => node.Cache.Parts.Validity.IsTrusted && node.Cache.Parts.Tier!.IsUp && node.Cache.Parts.Pending.IsEmpty);

    private TimeSpan Tell(string what, long from, long to)
    {
        var time = Between(from, to);
        output.WriteLine($"{what}: {time.TotalMilliseconds:F0} ms");
        return time;
    }
}
