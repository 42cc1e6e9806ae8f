namespace Seckill.Sagas.Tests.Simulation;

/// <summary>A seed that once found something is worth nothing if it goes another way the next time.</summary>
public sealed class SameWayTests
{
    [Fact]
    public void Seed_PlayedTwice_GoesTheSameWay()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var plan = RandomPlans.DrawWithLateReads(seed) with { KeepStory = true };
            Assert.Equal(SimRun.Play(plan).Story, SimRun.Play(plan).Story);
        }
    }
}
