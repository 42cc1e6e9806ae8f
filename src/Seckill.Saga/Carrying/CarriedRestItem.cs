
namespace Seckill.Sagas;

/// <summary>A vector of sagas that are durable, with best-effort steps left to do.</summary>
internal sealed class CarriedRestItem<TState>(CarriedRest<TState> rest, SagaVector<TState> vector, Action<SagaVector<TState>> done) : IThreadPoolWorkItem
    where TState : class
{
    public void Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        if (await rest.RunAsync(vector).ConfigureAwait(false) is { } free)
        {
            done(free);
        }
    }
}
