using Microsoft.Extensions.DependencyInjection.Extensions;
using Seckill.Events;
using Seckill.Sagas;
using Seckill.Sagas.Events;
using Seckill.Sagas.Stores;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What an engine is made of.</summary>
public static class SeckillSagaBuilderExtensions
{
    /// <summary>Adds a definition. Add every version of which sagas may be unfinished.</summary>
    public static SeckillSagaBuilder AddSaga(this SeckillSagaBuilder builder, SagaDescription definition)
    {
        builder.Services.AddSingleton(definition);
        return builder;
    }

    /// <summary>Adds a definition that is made from the host's services; it is a service itself.</summary>
    public static SeckillSagaBuilder AddSaga<TState>(this SeckillSagaBuilder builder, Func<IServiceProvider, SagaDefinition<TState>> make)
        where TState : class
    {
        builder.Services.AddSingleton(make);
        builder.Services.AddSingleton<SagaDescription>(static p => p.GetRequiredService<SagaDefinition<TState>>());
        return builder;
    }

    /// <summary>Adds a service that may answer in steps' place, in development and tests.</summary>
    public static SeckillSagaBuilder AddInterceptor(this SeckillSagaBuilder builder, Func<IServiceProvider, ISagaStepInterceptor> make)
    {
        builder.Services.AddSingleton(make);
        return builder;
    }

    /// <summary>Keeps sagas in this process's memory, unless another store is registered: they are gone with it.</summary>
    public static SeckillSagaBuilder UseInMemoryStore(this SeckillSagaBuilder builder)
    {
        builder.Services.TryAddSingleton<InMemorySagaStore>();
        builder.Services.TryAddKeyedSingleton<ISagaStore>(SagaStores.Records, static (p, _) => p.GetRequiredService<InMemorySagaStore>());
        builder.Services.TryAddSingleton<ISagaStore>(static p => p.GetRequiredService<InMemorySagaStore>());
        return builder;
    }

    /// <summary>Brings events to handlers in this process, unless another bus is registered.</summary>
    public static SeckillSagaBuilder UseInMemoryBus(this SeckillSagaBuilder builder)
    {
        builder.Services.TryAddSingleton<IEventBus, InMemoryEventBus>();
        return builder;
    }
}
