using Microsoft.Extensions.Time.Testing;
using Seckill.Caching.Distributed;

namespace Seckill.Caching.Tests.Distributed;

public sealed class TierBreakerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TierBreaker _breaker;

    public TierBreakerTests() => _breaker = new TierBreaker(new CacheClock(_clock), failuresToOpen: 3, openFor: 500);

    [Fact]
    public void Failures_in_a_row_open_it_and_others_do_not()
    {
        Assert.False(_breaker.Failed());
        Assert.False(_breaker.Failed());
        _breaker.Succeeded();
        Assert.False(_breaker.Failed());
        Assert.False(_breaker.Failed());
        Assert.True(_breaker.TryEnter());
        Assert.True(_breaker.Failed());

        Assert.False(_breaker.TryEnter());
    }

    [Fact]
    public async Task One_of_many_at_once_probes()
    {
        Open();
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        using var start = new Barrier(8);
        var entered = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return _breaker.TryEnter();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Single(entered, static e => e);
    }

    [Fact]
    public void Probe_that_fails_begins_another_rest()
    {
        Open();
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.True(_breaker.TryEnter());
        Assert.False(_breaker.Failed());
        _clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(_breaker.TryEnter());
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(_breaker.TryEnter());
        Assert.False(_breaker.TryEnter());
    }

    [Fact]
    public void Probe_that_succeeds_lets_all_through()
    {
        Open();
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.True(_breaker.TryEnter());
        Assert.True(_breaker.Succeeded());

        Assert.True(_breaker.TryEnter());
        Assert.True(_breaker.TryEnter());
        Assert.False(_breaker.Succeeded());
    }

    private void Open()
    {
        for (var i = 0; i < 3; i++)
        {
            _breaker.TryEnter();
            _breaker.Failed();
        }

        Assert.False(_breaker.TryEnter());
    }
}
