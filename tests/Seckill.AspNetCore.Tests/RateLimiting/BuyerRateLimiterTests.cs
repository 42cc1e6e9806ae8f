using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Seckill.AspNetCore.RateLimiting;
using Seckill.Ids;

namespace Seckill.AspNetCore.Tests.RateLimiting;

public sealed class BuyerRateLimiterTests
{
    private static readonly BuyerId s_buyer = BuyerId.Parse("u1");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TryTake_AtOnce_GivesExactlyTheBurst()
    {
        var limiter = Limiter();
        Assert.Equal(100, Enumerable.Range(0, 150).Count(_ => limiter.TryTake(s_buyer, out var _)));
    }

    [Fact]
    public void TryTake_OverALongTime_GivesTheBurstAndTheSteadyRate()
    {
        var limiter = Limiter();
        var taken = 0;
        for (var ms = 0; ms < 10_000; ms++)
        {
            taken += limiter.TryTake(s_buyer, out _) ? 1 : 0;
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(taken, 100 + 499, 100 + 500);
    }

    [Fact]
    public void TryTake_Refused_SaysExactlyWhenTheNextOneGoes()
    {
        var limiter = Limiter();
        while (limiter.TryTake(s_buyer, out _))
        {
        }

        Assert.False(limiter.TryTake(s_buyer, out var wait));
        Assert.Equal(TimeSpan.FromMilliseconds(20), wait);
        _time.Advance(wait - TimeSpan.FromTicks(1));
        Assert.False(limiter.TryTake(s_buyer, out _));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(limiter.TryTake(s_buyer, out _));
        Assert.False(limiter.TryTake(s_buyer, out _));
    }

    [Fact]
    public void TryTake_OtherBuyers_AreNotTouched()
    {
        var limiter = Limiter();
        while (limiter.TryTake(s_buyer, out _))
        {
        }

        Assert.True(limiter.TryTake(BuyerId.Parse("u2"), out _));
    }

    [Fact]
    public void Sweep_ForgetsIdleBuyersOnly()
    {
        var limiter = Limiter();
        limiter.TryTake(s_buyer, out _);
        _time.Advance(TimeSpan.FromMilliseconds(21));
        var busy = BuyerId.Parse("u2");
        while (limiter.TryTake(busy, out _))
        {
        }

        limiter.Sweep();
        Assert.Equal(1, limiter.Count);
        Assert.False(limiter.TryTake(busy, out _));
        Assert.Equal(100, Enumerable.Range(0, 150).Count(_ => limiter.TryTake(s_buyer, out var _)));
    }

    [Fact]
    public void TryTake_FromManyThreadsWithSweeps_NeverGivesMoreThanTheBurst()
    {
        var limiter = Limiter();
        var taken = 0;
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                if (limiter.TryTake(s_buyer, out var _))
                {
                    Interlocked.Increment(ref taken);
                }

                if (i % 50 == 0)
                {
                    limiter.Sweep();
                }
            }
        });
        Assert.Equal(100, taken);
    }

    [Fact]
    public void TryTake_KnownBuyer_AllocatesNothing()
    {
        var limiter = Limiter();
        limiter.TryTake(s_buyer, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            limiter.TryTake(s_buyer, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private BuyerRateLimiter Limiter() => new(Options.Create(new SeckillEndpointOptions()), _time);
}
