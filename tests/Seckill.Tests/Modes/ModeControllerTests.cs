using CsCheck;
using Seckill.Modes;

namespace Seckill.Tests.Modes;

/// <summary>The controller of adaptive sales in virtual time: four looks a second, any load.</summary>
public sealed class ModeControllerTests
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);
    private static readonly ModeLimits s_limits = new(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(3));

    // Ledger latency in ms and arrivals a second; the backlog follows from Little's law, so that lag and latency agree.
    private static readonly Gen<(int Latency, int Arrivals)> s_load = Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 50_000]);

    [Fact]
    public void Queues_soon_under_a_load_that_is_too_much_whatever_was_before() =>
        s_load.Array[0, 400].Sample(before =>
        {
            var run = new Run();
            run.Play(before);
            run.Play(Enumerable.Repeat((800, 20_000), 3));

            Assert.True(run.Controller.IsQueued);
        });

    [Fact]
    public void Goes_back_in_bounded_time_when_it_stays_calm_whatever_was_before() =>
        s_load.Array[0, 400].Sample(before =>
        {
            var run = new Run();
            run.Play(before);
            // The longest wait for calm, and the time in which the memory of the overload fades.
            run.Play(Enumerable.Repeat((5, 100), (int)(2 * s_limits.LongestCalm / s_tick) + 2));

            Assert.False(run.Controller.IsQueued);
        });

    [Fact]
    public void Between_the_limits_everything_stays_as_it_is() =>
        Gen.Select(s_load.Array[0, 200], Gen.Int[150, 299].Array[1, 400]).Sample((before, between) =>
        {
            var run = new Run();
            run.Play(before);
            var was = run.Controller.IsQueued;
            run.Play([(200, 1_000)]);
            var then = run.Switches.Count;
            run.Play(between.Select(latency => (latency, 1_000)));

            Assert.Equal(was, run.Controller.IsQueued);
            Assert.Equal(then, run.Switches.Count);
        });

    [Fact]
    public void Never_goes_back_before_it_was_calm_for_long_enough_nor_queues_at_a_single_stall() =>
        s_load.Array[1, 800].Sample(loads =>
        {
            var run = new Run();
            run.Play(loads);

            foreach (var (from, to) in run.Switches.Zip(run.Switches.Skip(1)))
            {
                var stayed = to.At - from.At;
                Assert.NotEqual(from.IsQueued, to.IsQueued);
                Assert.True(stayed >= (from.IsQueued ? s_limits.CalmFor : s_limits.OverloadFor), $"{from} {to}");
            }
        });

    [Fact]
    public void A_load_that_flaps_is_followed_less_and_less_often()
    {
        var run = new Run();
        for (var i = 0; i < 200; i++)
        {
            run.Play(Enumerable.Repeat((600, 20_000), 4));
            run.Play(Enumerable.Repeat((5, 200), 13));
        }

        // 850 s of flapping at 4.25 s each: without the doubling there would be 200 changes each way.
        Assert.InRange(run.Switches.Count(s => s.IsQueued), 2, 20);
    }

    [Fact]
    public void Under_the_arrivals_that_were_too_much_it_does_not_go_back_for_a_while()
    {
        var run = new Run();
        run.Play(Enumerable.Repeat((600, 20_000), 3));
        Assert.True(run.Controller.IsQueued);

        run.Play(Enumerable.Repeat((10, 19_000), (int)(TimeSpan.FromSeconds(40) / s_tick)));
        Assert.True(run.Controller.IsQueued);
        run.Play(Enumerable.Repeat((10, 10_000), (int)(TimeSpan.FromSeconds(4) / s_tick)));
        Assert.False(run.Controller.IsQueued);
    }

    [Fact]
    public void After_a_stall_under_a_trickle_it_goes_back_as_soon_as_it_is_calm()
    {
        var run = new Run();
        run.Play(Enumerable.Repeat((2_000, 20), 3));
        Assert.True(run.Controller.IsQueued);

        run.Play(Enumerable.Repeat((5, 20), (int)(s_limits.CalmFor / s_tick) + 1));
        Assert.False(run.Controller.IsQueued);
    }

    [Fact]
    public void Backlog_that_nothing_is_taken_from_is_too_much()
    {
        var stuck = new ModeInputs(TimeSpan.Zero, InFlight: 0, Line: 5_000, LedgerLatency: TimeSpan.Zero, Arrivals: 0, Ended: 0);
        Assert.True(stuck.Lag > TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMilliseconds(500), (stuck with { Ended = 10_000 }).Lag);
        Assert.Equal(TimeSpan.Zero, (stuck with { Line = 10 }).Lag);
        Assert.Equal(TimeSpan.FromSeconds(2), (stuck with { Line = 10, LedgerLatency = TimeSpan.FromSeconds(2) }).Lag);
    }

    private sealed class Run
    {
        private TimeSpan _now;

        public ModeController Controller { get; } = new(s_limits);

        public List<(TimeSpan At, bool IsQueued)> Switches { get; } = [];

        public void Play(IEnumerable<(int Latency, int Arrivals)> loads)
        {
            foreach (var (latency, arrivals) in loads)
            {
                _now += s_tick;
                var backlog = (long)arrivals * latency / 1_000;
                if (Controller.Step(new ModeInputs(_now, backlog, backlog, TimeSpan.FromMilliseconds(latency), arrivals, arrivals)))
                {
                    Switches.Add((_now, Controller.IsQueued));
                }
            }
        }
    }
}
