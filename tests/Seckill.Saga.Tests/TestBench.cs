using Microsoft.Extensions.DependencyInjection;
using Seckill.Events;
using Seckill.Sagas.Stores;
using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests;

/// <summary>Engines on one in-memory store and one virtual clock, run by hand.</summary>
internal sealed class TestBench : IEventBus
{
    private readonly SimLoop _loop;
    private readonly SimOwner _outside = new("outside");
    private readonly IReadOnlyList<SagaDescription> _definitions;
    private int _engines;
    private bool _isStopping;

    public TestBench(params SagaDescription[] definitions)
        : this(1, definitions)
    {
    }

    public TestBench(int seed, params SagaDescription[] definitions)
    {
        // A test's own context would send what a call from outside sets going to other threads.
        SynchronizationContext.SetSynchronizationContext(null);
        _loop = new SimLoop(seed);
        _definitions = definitions;
        Time = new SimTime(_loop, _outside);
        Store = new InMemorySagaStore(Time);
        Backing = Store;
    }

    public TimeProvider Time { get; }

    public ISagaStore Store { get; }

    /// <summary>What engines made from now on get as their store.</summary>
    public ISagaStore Backing { get; set; }

    public LogRecorder Log { get; } = new();

    public List<EventMessage> Published { get; } = [];

    public bool BusIsDown { get; set; }

    /// <summary>The id of an event that no handler can bear: a call with it takes none of its events.</summary>
    public string? Poison { get; set; }

    /// <summary>Calls with that event in them.</summary>
    public int Poisoned { get; private set; }

    public List<ISagaStepInterceptor> Interceptors { get; } = [];

    public IServiceProvider Services { get; set; } = new ServiceCollection().BuildServiceProvider();

    public SimEngine StartEngine(Action<SagaOptions>? configure = null, params SagaDescription[] definitions)
    {
        var options = new SagaOptions { Shards = 2 };
        configure?.Invoke(options);
        var number = ++_engines;
        var engine = new SimEngine(_loop, $"engine-{number}", _ => Backing, _ => this, definitions.Length == 0 ? _definitions : definitions, options, Log, Services, Interceptors, number);
        Finish(engine.Engine.StartAsync(default));
        return engine;
    }

    /// <summary>Has an engine stop; what it does meanwhile is run with everything else.</summary>
    public Task Stop(SimEngine engine)
    {
        _isStopping = true;
        return engine.Engine.StopAsync(default);
    }

    /// <summary>Runs what is ready, and lets this much time pass.</summary>
    public void Run(TimeSpan time = default)
    {
        AwaitOtherThreads();
        var until = _loop.Now + time;
        do
        {
            while (_loop.TryRunReady())
            {
            }
        }
        while (_loop.TryRunTimer(until));
    }

    /// <summary>Runs until a call is answered.</summary>
    public T Finish<T>(ValueTask<T> call) => Finish(call.AsTask());

    public void Finish(ValueTask call) => Finish(call.AsTask());

    public T Finish<T>(Task<T> call)
    {
        Finish((Task)call);
        return call.Result;
    }

    public void Finish(Task call)
    {
        for (var steps = 0; !call.IsCompleted && steps < 10_000; steps++)
        {
            Run();
            if (!call.IsCompleted)
            {
                Run(TimeSpan.FromMilliseconds(100));
            }
        }

        Assert.True(call.IsCompleted, "The call is never answered.");
        call.GetAwaiter().GetResult();
    }

    public SagaRecord Find(SagaId id) => Assert.IsType<SagaRecord>(Finish(Store.FindAsync(id)));

    // What a cancelled delay sets going comes by way of the thread pool: no time passes before it is there.
    private void AwaitOtherThreads()
    {
        for (var rounds = 0; _isStopping && rounds < 10; rounds++)
        {
            while (_loop.TryRunReady())
            {
            }

            _isStopping = _loop.Arrived.WaitOne(TimeSpan.FromMilliseconds(200));
        }
    }

    public ValueTask PublishAsync(ReadOnlyMemory<EventMessage> messages, CancellationToken cancellationToken = default)
    {
        if (BusIsDown)
        {
            throw new InvalidOperationException("The bus is down.");
        }

        foreach (var message in messages.Span)
        {
            if (message.Id == Poison)
            {
                Poisoned++;
                throw new InvalidOperationException("poison");
            }
        }

        Published.AddRange(messages.Span);
        return ValueTask.CompletedTask;
    }

    public IDisposable Subscribe(string type, Func<EventMessage, CancellationToken, ValueTask> handler) => throw new NotSupportedException();
}
