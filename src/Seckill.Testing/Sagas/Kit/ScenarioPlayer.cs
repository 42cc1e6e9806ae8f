using Microsoft.Extensions.Logging.Abstractions;
using Seckill.Sagas;
using Seckill.Sagas.Stores;
using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Testing.Sagas.Kit;

/// <summary>Plays a scenario until nothing more happens.</summary>
internal sealed class ScenarioPlayer<TState>
    where TState : class
{
    private static readonly SagaId s_id = SagaId.Parse("test");
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(400);
    private static readonly TimeSpan s_restart = TimeSpan.FromSeconds(1);

    // How long the real clock waits for a step whose own code answers from another thread, before the saga's clock goes on.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(20);

    private readonly SagaDefinition<TState> _definition;
    private readonly TState _state;
    private readonly ScenarioPlan _plan;
    private readonly SimLoop _loop = new(seed: 1, inOrder: true);
    private readonly SimOwner _outside = new("test");
    private readonly SimTime _time;
    private readonly InMemorySagaStore _store;
    private readonly ScenarioBus _bus = new();
    private readonly ScenarioDeaths _deaths;
    private readonly List<SagaStepCall> _calls = [];
    private readonly List<SimEngine> _engines = [];
    private readonly RaiseOutcome[] _answers;
    private readonly List<Task> _asked = [];

    public ScenarioPlayer(SagaDefinition<TState> definition, TState state, ScenarioPlan plan)
    {
        (_definition, _state, _plan) = (definition, state, plan);
        _time = new SimTime(_loop, _outside);
        _store = new InMemorySagaStore(_time);
        _deaths = new ScenarioDeaths(plan.Deaths, () => _time.CreateTimer(_ => StartEngine(), null, s_restart, Timeout.InfiniteTimeSpan));
        _answers = new RaiseOutcome[plan.Events.Count];
    }

    private SimEngine? Living => _engines.FindLast(static e => !e.Owner.IsDead);

    public SagaStory Play()
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            StartEngine();
            _asked.Add(StartAsync());
            for (var i = 0; i < _plan.Events.Count; i++)
            {
                _asked.Add(RaiseAsync(i));
            }

            if (_plan.Cancel is { } cancel)
            {
                _asked.Add(CancelAsync(cancel.After, cancel.Reason));
            }

            RunUntilQuiet();
            foreach (var failed in _asked.Where(static t => t.IsFaulted))
            {
                failed.GetAwaiter().GetResult();
            }

            var record = Find() ?? throw new SagaExpectationException("The saga was never started: its begin record did not become durable.");
            return new SagaStory(record, _definition, [.. _calls], [.. _bus.Published], _answers);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void RunUntilQuiet()
    {
        var end = _loop.Now + s_longest;
        while (!IsQuiet() && _loop.Now < end)
        {
            if (_loop.TryRunReady())
            {
                continue;
            }

            if (!IsAtWork() || !_loop.Arrived.WaitOne(s_patience))
            {
                _loop.TryRunTimer(end);
            }
        }
    }

    private bool IsAtWork() => Living is { } engine && engine.Engine.Parts.Runs.Count > 0;

    /// <summary>True when nothing is to come: neither from outside, nor from the saga itself.</summary>
    private bool IsQuiet() => _asked.TrueForAll(static t => t.IsCompleted) && !IsAtWork() && Living is not null
        && (Find() is not { } record || (record.DueAt is null && (record.Status is SagaStatus.Parked or SagaStatus.Waiting || record.Status.IsEnded())));

    private SagaRecord? Find() => _store.FindAsync(s_id).AsTask().GetAwaiter().GetResult();

    private void StartEngine()
    {
        var interceptor = new ScenarioInterceptor(_plan, _deaths, _calls);
        var options = new SagaOptions { Shards = 1, Owner = "test", PollInterval = TimeSpan.FromSeconds(1), KeepEndedFor = null };
        var engine = new SimEngine(
            _loop,
            $"process {_engines.Count + 1}",
            owner =>
            {
                interceptor.Owner = owner;
                return new ScenarioStore(_store, owner, _deaths);
            },
            _ => _bus,
            [_definition],
            options,
            NullLogger.Instance,
            new ScenarioServices(_plan.Services),
            [interceptor],
            _engines.Count + 1);
        _engines.Add(engine);
        _ = engine.Engine.StartAsync(default);
    }

    // What the test does from outside is asked for again until a living process answers it.
    private async Task StartAsync() => await AskAsync(
        engine => engine.Client.StartAsync(_definition.Name, s_id, _state).AsTask(),
        static o => o is SagaStartOutcome.Started or SagaStartOutcome.Exists).ConfigureAwait(false);

    private async Task RaiseAsync(int number)
    {
        var plan = _plan.Events[number];
        await Task.Delay(plan.After, _time).ConfigureAwait(false);
        var result = await AskAsync(
            engine => plan.RaiseAsync(engine.Client, s_id, $"event-{number + 1}").AsTask(),
            static r => r.Outcome != RaiseOutcome.Rejected).ConfigureAwait(false);
        _answers[number] = result.Outcome;
    }

    private async Task CancelAsync(TimeSpan after, string reason)
    {
        await Task.Delay(after, _time).ConfigureAwait(false);
        await AskAsync(engine => engine.Client.CancelAsync(s_id, reason).AsTask(), static o => o != CancelSagaOutcome.Rejected).ConfigureAwait(false);
    }

    private async Task<T> AskAsync<T>(Func<SimEngine, Task<T>> ask, Func<T, bool> isAnswer)
    {
        while (true)
        {
            if (Living is { } engine)
            {
                var call = ask(engine);
                while (!call.IsCompleted && !engine.Owner.IsDead)
                {
                    await Task.WhenAny(call, Task.Delay(s_restart, _time)).ConfigureAwait(false);
                }

                if (call.IsCompleted && isAnswer(await call.ConfigureAwait(false)))
                {
                    return await call.ConfigureAwait(false);
                }
            }

            await Task.Delay(s_restart, _time).ConfigureAwait(false);
        }
    }
}
