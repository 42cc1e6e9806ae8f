using System.Net.WebSockets;
using Seckill.AspNetCore.Push;
using Seckill.AspNetCore.Tests.Push;

namespace Seckill.AspNetCore.Tests.Sessions;

/// <summary>Two hosts on one shared tier, in virtual time: what one does the other knows, and what neither can know is not guessed.</summary>
public sealed class TwoHostsTests
{
    private const string Path = "/api/admin/session";
    private const string Sales = "/api/admin/sales";

    private static readonly TimeSpan s_ownCopy = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Session_OfOneHost_IsGoodOnTheOther_UntilEitherEndsIt()
    {
        var shared = new SharedSessions();
        await using var one = await shared.StartOneAsync();
        await using var other = await shared.StartOneAsync();
        foreach (var (first, second) in new[] { (one, other), (other, one) })
        {
            var browser = await Browser.SignInAsync(first.Client, first.Operator("op7"));
            var copy = new Browser { Id = browser.Id };
            Assert.Equal("op7", (await Expect.JsonAsync(await browser.GetAsync(second.Client, Path), 200)).GetProperty("operator").GetString());
            Assert.Equal(204, (int)(await browser.EndAsync(second.Client)).StatusCode);
            await Expect.ProblemAsync(await copy.GetAsync(first.Client, Sales), 401, "unauthorized");
            await Expect.ProblemAsync(await copy.GetAsync(second.Client, Sales), 401, "unauthorized");
        }
    }

    [Fact]
    public async Task Sockets_OfASession_EndWithIt_AlsoOnTheOtherHost()
    {
        var shared = new SharedSessions();
        await using var one = await shared.StartOneAsync();
        await using var other = await shared.StartOneAsync();
        var browser = await Browser.SignInAsync(one.Client, one.Operator());
        await using var bySession = await SocketClient.ConnectAsync(other, null, options =>
        {
            options.SetRequestHeader("Cookie", "seckill-session=" + browser.Id);
            options.SetRequestHeader("Sec-Fetch-Site", "same-origin");
        });
        await using var byToken = await SocketClient.ConnectAsync(other, other.Operator());
        await other.Clock.TickerStands;
        other.Clock.Advance(StockTicker.Period);
        await bySession.WatchAsync("s1");
        Assert.NotNull(await bySession.ReceiveAsync());
        await browser.EndAsync(one.Client);
        other.Clock.Advance(StockTicker.Period);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await bySession.UntilClosedAsync().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        await byToken.WatchAsync("s1");
        Assert.NotNull(await byToken.ReceiveAsync());
    }

    [Fact]
    public async Task Calls_OfOneSession_AskTheTierOnce_AndAgainAfterHalfAMinute()
    {
        var shared = new SharedSessions();
        await using var one = await shared.StartOneAsync();
        var (other, link) = await shared.StartAsync();
        await using var _ = other;
        var browser = await Browser.SignInAsync(one.Client, one.Operator());
        var gets = 0;
        using var beats = new SemaphoreSlim(0);
        link.Gate = name =>
        {
            gets += name == "get" ? 1 : 0;
            if (name == "heads answer")
            {
                beats.Release();
            }

            return Task.CompletedTask;
        };
        await browser.GetAsync(other.Client, Sales);
        await browser.GetAsync(other.Client, Sales);
        Assert.Equal(1, gets);

        // In short steps, each heard of by the host: it trusts its own copies all the while.
        for (var end = other.Clock.GetUtcNow() + s_ownCopy; other.Clock.GetUtcNow() < end;)
        {
            other.Clock.Advance(TimeSpan.FromMilliseconds(250));
            await beats.WaitAsync(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        await browser.GetAsync(other.Client, Sales);
        Assert.Equal(2, gets);
    }

    [Fact]
    public async Task End_ThatAHostDidNotHear_IsKnownThereAfterHalfAMinute()
    {
        var shared = new SharedSessions();
        await using var one = await shared.StartOneAsync();
        var (other, link) = await shared.StartAsync();
        await using var _ = other;
        var browser = await Browser.SignInAsync(one.Client, one.Operator());
        var copy = new Browser { Id = browser.Id };
        await copy.GetAsync(other.Client, Sales);
        link.IsDeaf = true;
        await browser.EndAsync(one.Client);
        other.Clock.Advance(s_ownCopy);
        await Expect.ProblemAsync(await copy.GetAsync(other.Client, Sales), 401, "unauthorized");
    }

    [Fact]
    public async Task TierAway_NobodyIsToldThatTheyAreNotSignedIn()
    {
        var shared = new SharedSessions();
        await using var one = await shared.StartOneAsync();
        var (other, link) = await shared.StartAsync();
        await using var _ = other;
        var known = await Browser.SignInAsync(other.Client, other.Operator());
        var foreign = await Browser.SignInAsync(one.Client, one.Operator());
        link.IsCut = true;

        // Its own fresh copy is good, what it would have to ask for is not known; that holds also when the breaker is open.
        for (var i = 0; i < 5; i++)
        {
            await Expect.JsonAsync(await known.GetAsync(other.Client, Sales), 200);
            await Expect.ProblemAsync(await foreign.GetAsync(other.Client, Sales), 503, "unavailable");
            await Expect.ProblemAsync(await foreign.GetAsync(other.Client, Path), 503, "unavailable");
        }

        var newcomer = new Browser();
        await Expect.ProblemAsync(await newcomer.BeginAsync(other.Client, other.Operator()), 503, "unavailable");
        Assert.Null(newcomer.Id);

        // Without a session there is nothing to ask for, and a token needs no tier.
        await Expect.ProblemAsync(await new Browser().GetAsync(other.Client, Sales), 401, "unauthorized");
        await Expect.JsonAsync(await other.GetAsync(Sales, other.Operator()), 200);
        await Expect.JsonAsync(await foreign.GetAsync(one.Client, Sales), 200);
    }

    [Fact]
    public async Task SignOut_WhileTheTierIsAway_IsNotSaidToBeDone_AndHoldsHereAtOnce()
    {
        var shared = new SharedSessions();
        await using var one = await shared.StartOneAsync();
        var (other, link) = await shared.StartAsync();
        await using var _ = other;
        var browser = await Browser.SignInAsync(other.Client, other.Operator());
        var id = browser.Id;
        link.IsCut = true;
        await Expect.ProblemAsync(await browser.EndAsync(other.Client), 503, "unavailable");
        Assert.Equal(id, browser.Id);
        await Expect.ProblemAsync(await browser.GetAsync(other.Client, Sales), 503, "unavailable");
        link.Restore();
        other.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(204, (int)(await browser.EndAsync(other.Client)).StatusCode);
        await Expect.ProblemAsync(await new Browser { Id = id }.GetAsync(one.Client, Sales), 401, "unauthorized");
        await Expect.ProblemAsync(await new Browser { Id = id }.GetAsync(other.Client, Sales), 401, "unauthorized");
    }
}
