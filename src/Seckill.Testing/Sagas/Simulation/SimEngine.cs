using Microsoft.Extensions.Logging;
using Seckill.Events;
using Seckill.Sagas;
using Seckill.Sagas.Engine;
using Seckill.Sagas.Telemetry;

namespace Seckill.Testing.Sagas.Simulation;

/// <summary>A saga engine as one process of a simulation.</summary>
internal sealed class SimEngine
{
    private static readonly SagaMetrics s_metrics = new(new SimMeters());

    public SimEngine(
        SimLoop loop,
        string name,
        Func<SimOwner, ISagaStore> store,
        Func<SimOwner, IEventBus?> bus,
        IReadOnlyList<SagaDescription> definitions,
        SagaOptions options,
        ILogger logger,
        IServiceProvider services,
        IReadOnlyList<ISagaStepInterceptor> interceptors,
        int seed)
    {
        Owner = new SimOwner(name);
        options.Owner ??= name;
        Time = new SimTime(loop, Owner);
        Engine = new SagaEngine(
            store(Owner),
            bus(Owner),
            definitions,
            options,
            Time,
            s_metrics,
            logger,
            interceptors,
            services,
            new SimWork(loop, Owner),
            new Random(seed));
        Client = new SagaClient(Engine);
        Admin = new SagaAdmin(Engine);
        Runners = new SagaRunners(Engine);
    }

    public SimOwner Owner { get; }

    public TimeProvider Time { get; }

    public SagaEngine Engine { get; }

    public ISagaClient Client { get; }

    public ISagaAdmin Admin { get; }

    public ISagaRunners Runners { get; }
}
