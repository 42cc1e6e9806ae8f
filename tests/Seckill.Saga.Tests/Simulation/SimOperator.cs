using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Somebody who has parked sagas tried again, a few times each, and does to any saga what the plan says.</summary>
internal sealed class SimOperator(SimPlan plan, SimCalls calls, Ledger ledger)
{
    private const int MaxActs = 5;
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(30);
    private readonly Dictionary<SagaId, int> _acts = [];
    private int _retries;
    private int _open;

    /// <summary>How often he asked for tries, all sagas taken together.</summary>
    public int Acts => _retries;

    /// <summary>True once all that the plan says is done.</summary>
    public bool IsDone => _open == 0;

    /// <summary>Sagas that were answered as cancelled.</summary>
    public HashSet<SagaId> Cancelled { get; } = [];

    /// <summary>True when he leaves a parked saga as it is.</summary>
    public bool IsDoneWith(SagaId id) => _acts.GetValueOrDefault(id) >= MaxActs;

    public void Begin()
    {
        if (plan.HasOperator)
        {
            _ = RunAsync();
        }

        _open = plan.Acts.Count;
        foreach (var act in plan.Acts)
        {
            _ = ActAsync(act);
        }
    }

    private async Task ActAsync(SimAct act)
    {
        await calls.DelayAsync(act.At);
        var saga = SagaId.Parse($"s{act.Saga}");
        if (act.IsCancel)
        {
            var outcome = await calls.AskAsync(
                act.Saga,
                engine => engine.Client.CancelAsync(saga, "cancelled").AsTask(),
                o => o is not CancelSagaOutcome.Rejected and not CancelSagaOutcome.NotFound);
            if (outcome == CancelSagaOutcome.Cancelled)
            {
                Cancelled.Add(saga);
            }
        }
        else
        {
            await calls.AskAsync(act.Saga, engine => RetryAsync(engine, saga), o => o is not SagaAdminOutcome.Rejected);
        }

        _open--;
    }

    // Each asking may have it tried again, answered or not.
    private Task<SagaAdminOutcome> RetryAsync(SimEngine engine, SagaId saga)
    {
        _retries++;
        return engine.Admin.RetryAsync(saga, new OperatorNote("operator", "now")).AsTask();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await calls.DelayAsync(s_round);
            foreach (var saga in ledger.Last.Values.Where(r => r.Status == SagaStatus.Parked && !IsDoneWith(r.Id)).Select(r => r.Id).ToList())
            {
                _acts[saga] = _acts.GetValueOrDefault(saga) + 1;
                await calls.AskAsync(_acts.Count, engine => RetryAsync(engine, saga), o => o is not SagaAdminOutcome.Rejected);
            }
        }
    }
}
