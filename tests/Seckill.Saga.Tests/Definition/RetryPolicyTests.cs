namespace Seckill.Sagas.Tests.Definition;

public sealed class RetryPolicyTests
{
    [Fact]
    public void Exponential_DoublesUpToTheCap()
    {
        var policy = RetryBuilder.Make(r => r.Max(6).Exponential(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(300)), RetryPolicy.Forward);

        Assert.Equal([50, 100, 200, 300, 300], Enumerable.Range(1, 5).Select(i => policy.DelayAfter(i, new Random(1)).TotalMilliseconds));
        Assert.Equal(300, policy.DelayAfter(int.MaxValue, new Random(1)).TotalMilliseconds);
    }

    [Fact]
    public void FullJitter_IsAnythingFromNothingToTheFullWait()
    {
        var policy = RetryBuilder.Make(r => r.Exponential(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)).FullJitter(), RetryPolicy.Forward);
        var random = new Random(1);
        foreach (var (attempt, full) in ((int, double)[])[(1, 1), (2, 2), (3, 4), (9, 4)])
        {
            var waits = Enumerable.Range(0, 2000).Select(_ => policy.DelayAfter(attempt, random).TotalSeconds).ToList();

            Assert.All(waits, w => Assert.InRange(w, 0, full));
            Assert.InRange(waits.Min(), 0, full * 0.02);
            Assert.InRange(waits.Max(), full * 0.98, full);
            Assert.InRange(waits.Average(), full * 0.45, full * 0.55);
        }
    }

    [Fact]
    public void Jitter_IsTheDefaults_UntilTheWaitsAreSaid()
    {
        Assert.True(RetryBuilder.Make(r => r.Max(5), RetryPolicy.Forward).HasJitter);
        Assert.False(RetryBuilder.Make(r => r.Fixed(TimeSpan.FromSeconds(1)), RetryPolicy.Forward).HasJitter);
        Assert.True(RetryBuilder.Make(r => r.FullJitter().Fixed(TimeSpan.FromSeconds(1)), RetryPolicy.Forward).HasJitter);
    }

    [Fact]
    public void Defaults_AreThreeTriesForwardAndTenBackward()
    {
        Assert.Equal((3, 0.05, 2), (RetryPolicy.Forward.Max, RetryPolicy.Forward.First.TotalSeconds, RetryPolicy.Forward.Cap.TotalSeconds));
        Assert.Equal((10, 0.1, 30), (RetryPolicy.Undo.Max, RetryPolicy.Undo.First.TotalSeconds, RetryPolicy.Undo.Cap.TotalSeconds));
    }

    [Fact]
    public void On_NamesWhatIsTriedAgain()
    {
        var policy = RetryBuilder.Make(r => r.On<TimeoutException>().On(e => e.Message == "again"), RetryPolicy.Forward);

        Assert.True(policy.Handles(new TimeoutException()));
        Assert.True(policy.Handles(new InvalidOperationException("again")));
        Assert.False(policy.Handles(new InvalidOperationException("never")));
        Assert.True(RetryPolicy.Forward.Handles(new InvalidOperationException("never")));
    }
}
