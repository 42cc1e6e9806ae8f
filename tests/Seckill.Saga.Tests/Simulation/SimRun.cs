using Microsoft.Extensions.Logging.Abstractions;
using Seckill.Sagas.Stores;
using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Plays one plan from its start until everything is quiet.</summary>
internal sealed class SimRun
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan s_restart = TimeSpan.FromSeconds(1);

    private readonly SimPlan _plan;
    private readonly SimLoop _loop;
    private readonly FaultPoints _points;
    private readonly Ledger _ledger = new();
    private readonly World _world;
    private readonly BusJournal _bus;
    private readonly ISagaStore _store;
    private readonly SimOwner _outside = new("outside");
    private readonly List<SimEngine> _engines = [];
    private readonly List<Customer> _customers = [];
    private readonly List<string> _story = [];
    private int _started;

    private SimRun(SimPlan plan)
    {
        _plan = plan;
        _loop = new SimLoop(plan.Seed);
        _points = new FaultPoints(_loop, plan.Faults) { Story = plan.KeepStory ? _story : null, Died = StartAnother };
        _world = new World(plan.Guard ?? (static () => new EffectTable()), plan.Definition == SimDefinitions.Vectors || plan.Faults.Any(f => f.Kind == FaultKind.Pause));
        _bus = new BusJournal(_ledger);
        ISagaStore store = new InMemorySagaStore(new SimTime(_loop, _outside));
        _store = plan.AroundStore?.Invoke(store) ?? store;
    }

    public static SimVerdict Play(SimPlan plan)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return new SimRun(plan).Play();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private SimVerdict Play()
    {
        for (var i = 0; i < _plan.Processes; i++)
        {
            StartEngine();
        }

        for (var i = 0; i < _plan.Scripts.Count; i++)
        {
            _customers.Add(new Customer(this, i));
            _customers[i].Begin();
        }

        var end = _loop.Now + s_longest;
        while (_loop.Now < end && !IsQuiet())
        {
            while (_loop.TryRunReady())
            {
            }

            _loop.TryRunTimer(end);
        }

        // A saga begins to count anew with every process that takes it up, and with every refused write.
        var lives = 1 + _points.Crashes + _ledger.Stale + _ledger.Fenced + (_plan.Processes > 1 || _points.Pauses > 0 ? _ledger.Grants : 0);
        List<string> violations = [.. _ledger.Violations, .. _world.Violations, .. _bus.Violations];
        for (var i = 0; i < _plan.Scripts.Count; i++)
        {
            violations.AddRange(Invariants.Check(_plan, _customers[i], _ledger.Last.GetValueOrDefault(_customers[i].Id), _world, _bus, lives));
        }

        return new SimVerdict(_plan, violations, _points.Passed, [.. _ledger.Last.Values], _ledger.Fenced, _ledger.Stale, _story);
    }

    private bool IsQuiet() =>
        _loop.Now >= _world.QuietAt
        && _customers.TrueForAll(c => c.IsDone)
        && _ledger.Last.Count == _customers.Count
        && _ledger.Last.Values.All(r => (r.Status.IsEnded() || r.Status == SagaStatus.Parked) && r.DueAt is null)
        && _engines.TrueForAll(e => e.Owner.IsDead || (e.Engine.Parts.Runs.Count == 0 && e.Owner.PausedUntil <= _loop.Now));

    private void StartEngine()
    {
        var number = ++_started;
        var options = new SagaOptions { Shards = _plan.Processes, PollInterval = TimeSpan.FromSeconds(1), ResendAfter = TimeSpan.FromSeconds(5), KeepEndedFor = null };
        SimProcess? process = null;
        var engine = new SimEngine(
            _loop,
            $"p{number}",
            owner => new SimStore(_store, owner, _points, _loop, _ledger),
            owner =>
            {
                process = new SimProcess(owner, _loop, _world, _points);
                return new SimBus(_bus, owner, _points);
            },
            [_plan.Definition],
            options,
            NullLogger.Instance,
            new Late(() => process!),
            [],
            (_plan.Seed * 31) + number);
        _engines.Add(engine);
        _ = engine.Engine.StartAsync(default);
    }

    private void StartAnother(SimOwner dead) =>
        new SimTime(_loop, _outside).CreateTimer(_ => StartEngine(), null, s_restart, Timeout.InfiniteTimeSpan);

    /// <summary>The process is made while its engine is.</summary>
    private sealed class Late(Func<SimProcess> process) : IServiceProvider
    {
        public object? GetService(Type serviceType) => process().GetService(serviceType);
    }

    /// <summary>Somebody outside who starts a saga, and raises its event, as often as it takes to get an answer.</summary>
    internal sealed class Customer(SimRun run, int number)
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(7);

        private readonly SimTime _time = new(run._loop, run._outside);
        private int _asked;

        public SagaId Id { get; } = SagaId.Parse($"s{number}");

        public int Number => number;

        public bool IsDone { get; private set; }

        public bool IsStarted { get; private set; }

        public RaiseOutcome? Raised { get; private set; }

        public void Begin() => _ = RunAsync();

        private async Task RunAsync()
        {
            var script = run._plan.Scripts[number];
            var outcome = await AskAsync(
                engine => engine.Client.StartAsync(run._plan.Definition.Name, Id, new SimState { Script = [.. script.Select(o => (int)o)], Key = $"k{number}" }).AsTask(),
                o => o is SagaStartOutcome.Started or SagaStartOutcome.Exists);
            IsStarted = outcome is SagaStartOutcome.Started or SagaStartOutcome.Exists;
            if (number < run._plan.Events.Count && run._plan.Events[number] is { } after)
            {
                await Task.Delay(after, _time);
                var paid = new Paid($"t{number}");
                var raised = await AskAsync(
                    engine => number % 2 == 0
                        ? engine.Client.RaiseAsync(Id, SimDefinitions.Paid, paid, "e1").AsTask()
                        : engine.Client.RaiseAsync(run._plan.Definition.Name, $"k{number}", SimDefinitions.Paid, paid, "e1").AsTask(),
                    r => r.Outcome is not RaiseOutcome.Rejected and not RaiseOutcome.NotFound);
                Raised = raised.Outcome;
            }

            IsDone = true;
        }

        private async Task<T> AskAsync<T>(Func<SimEngine, Task<T>> ask, Func<T, bool> isAnswer)
        {
            while (true)
            {
                var living = run._engines.Where(e => !e.Owner.IsDead).ToList();
                if (living.Count > 0)
                {
                    var call = ask(living[(number + _asked++) % living.Count]);
                    var first = await Task.WhenAny(call, Task.Delay(s_patience, _time));
                    if (first == call && call.IsCompletedSuccessfully && isAnswer(call.Result))
                    {
                        return call.Result;
                    }
                }

                await Task.Delay(TimeSpan.FromSeconds(1), _time);
            }
        }
    }
}
