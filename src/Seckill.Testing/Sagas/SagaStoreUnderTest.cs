using Seckill.Sagas;

namespace Seckill.Testing.Sagas;

/// <summary>A fresh and migrated saga store, and how to get rid of it.</summary>
public sealed class SagaStoreUnderTest(ISagaStore store, Func<ValueTask>? dispose = null) : IAsyncDisposable
{
    /// <summary>The store.</summary>
    public ISagaStore Store { get; } = store;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => dispose?.Invoke() ?? ValueTask.CompletedTask;
}
