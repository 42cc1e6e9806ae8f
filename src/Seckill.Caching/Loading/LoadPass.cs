namespace Seckill.Caching.Loading;

/// <summary>Lets a load go on that waits for its turn: one that runs waits for it and lends it its own slot.</summary>
internal sealed class LoadPass
{
    private readonly TaskCompletionSource _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Granted => _granted.Task;

    public void Grant() => _granted.TrySetResult();
}
