namespace Seckill.Sagas.Benchmarks.Contestants;

/// <summary>Nobody: every saga has ended when it is started. What the load generator takes itself.</summary>
internal sealed class IdleContestant : Contestant
{
    public override Task InitializeAsync() => Task.CompletedTask;

    public override ValueTask StartAsync(long number)
    {
        Ended();
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
