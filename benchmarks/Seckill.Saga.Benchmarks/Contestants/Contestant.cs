namespace Seckill.Sagas.Benchmarks.Contestants;

/// <summary>Something that runs four-step sagas, and tells of each one that has ended.</summary>
internal abstract class Contestant : IAsyncDisposable
{
    /// <summary>Called once for every saga that has ended, from any thread.</summary>
    public Action Ended { get; set; } = static () => { };

    /// <summary>Makes ready; not measured.</summary>
    public abstract Task InitializeAsync();

    /// <summary>Starts a saga; ends when the start is acknowledged.</summary>
    public abstract ValueTask StartAsync(long number);

    public abstract ValueTask DisposeAsync();
}
