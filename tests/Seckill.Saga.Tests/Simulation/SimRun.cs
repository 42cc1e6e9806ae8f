using Seckill.Events;
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
    private readonly List<SimCustomer> _customers = [];
    private readonly SimCalls _calls;
    private readonly SimOperator _operator;
    private readonly SimRows _rows;
    private readonly List<string> _names = [];
    private readonly List<string> _retryViolations = [];
    private readonly bool _mayComeBack;
    private readonly List<string> _story = [];
    private int _started;

    private SimRun(SimPlan plan)
    {
        _plan = plan;
        _loop = new SimLoop(plan.Seed);
        _points = new FaultPoints(_loop, plan.Faults) { Story = plan.KeepStory ? _story : null, Names = plan.KeepStory ? _names : null, Died = StartAnother };
        _mayComeBack = plan.Definition == SimDefinitions.Vectors || plan.IsCarried || plan.Processes > 1 || plan.LateReads.Count > 0 || plan.Faults.Any(f => f.Kind is FaultKind.Pause or FaultKind.TimerLate or FaultKind.TimerTwice);
        _world = new World(plan.Guard ?? (static () => new EffectTable()), plan.Definition.Steps[0], _mayComeBack);
        _bus = new BusJournal(_ledger);
        ISagaStore store = new InMemorySagaStore(new SimTime(_loop, _outside));
        _store = plan.AroundStore?.Invoke(store) ?? store;
        _calls = new SimCalls(_loop, _outside, _engines);
        _operator = new SimOperator(plan, _calls, _ledger);
        _rows = new SimRows(_store, _ledger);
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
            _customers.Add(new SimCustomer(_plan, _calls, i));
            _customers[i].Begin();
        }

        _operator.Begin();

        var end = _loop.Now + s_longest;
        while (_loop.Now < end && !IsQuiet())
        {
            while (_loop.TryRunReady())
            {
            }

            _loop.TryRunTimer(end);
        }

        // A saga begins to count anew with every process that takes it up, with every refused write, and when an operator says so.
        var mayMove = _plan.Processes > 1 || _points.Hits(FaultKind.Pause) > 0;
        var lives = 1 + _points.Hits(FaultKind.Crash) + _ledger.Stale + _ledger.Fenced + _operator.Acts + (mayMove ? _ledger.Grants : 0) + (_plan.IsCarried ? _calls.Asked : 0);
        List<string> violations = [.. _ledger.Violations, .. _world.Violations, .. _bus.Violations, .. _retryViolations];
        violations.AddRange(Invariants.CheckStock(_world, _ledger.Last.Values, _plan.Definition.Steps[0]));
        for (var i = 0; i < _plan.Scripts.Count; i++)
        {
            violations.AddRange(Invariants.Check(_plan, _customers[i], _ledger.Last.GetValueOrDefault(_customers[i].Id), _world, _bus, lives));
            if (_operator.Cancelled.Contains(_customers[i].Id) && _ledger.Last.GetValueOrDefault(_customers[i].Id) is { Status: SagaStatus.Completed })
            {
                violations.Add($"(n) {_customers[i].Id} was answered as cancelled and completed");
            }
        }

        return new SimVerdict(_plan, violations, _points.Passed, [.. _ledger.Last.Values], _ledger.Fenced, _ledger.Stale, _points.LateReads, _points.Hits, _names, _story);
    }

    private bool IsQuiet() =>
        _loop.Now >= _world.QuietAt
        && _customers.TrueForAll(c => c.IsDone)
        && _operator.IsDone
        && _ledger.Last.Count == _customers.Count
        && _ledger.Last.Values.All(r => (r.Status.IsEnded() || (r.Status == SagaStatus.Parked && (!_plan.HasOperator || _operator.IsDoneWith(r.Id)))) && r.DueAt is null)
        && _engines.TrueForAll(e => e.Owner.IsDead || (e.Engine.Parts.Runs.Count == 0 && e.Owner.PausedUntil <= _loop.Now));

    private void StartEngine()
    {
        var number = ++_started;
        var options = new SagaOptions { Shards = _plan.Processes, PollInterval = TimeSpan.FromSeconds(1), ResendAfter = TimeSpan.FromSeconds(5), KeepEndedFor = null };
        SimProcess? process = null;
        var engine = new SimEngine(
            _loop,
            $"p{number}",
            owner => new SimStore(_store, owner, _points, _loop, _ledger, _plan),
            owner =>
            {
                process = new SimProcess(owner, _loop, _world, _points, _rows);
                IEventBus bus = new SimBus(_bus, owner, _points);
                return _plan.AroundBus?.Invoke(bus) ?? bus;
            },
            [_plan.Definition],
            options,
            new RetryLog(_retryViolations, _mayComeBack),
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
}
