namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Somebody who has parked sagas tried again, a few times each.</summary>
internal sealed class SimOperator(SimCalls calls, Ledger ledger)
{
    private const int MaxActs = 5;
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(30);
    private readonly Dictionary<SagaId, int> _acts = [];

    /// <summary>What he did, all sagas taken together.</summary>
    public int Acts => _acts.Values.Sum();

    /// <summary>True when he leaves a parked saga as it is.</summary>
    public bool IsDoneWith(SagaId id) => _acts.GetValueOrDefault(id) >= MaxActs;

    public void Begin() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (true)
        {
            await calls.DelayAsync(s_round);
            foreach (var saga in ledger.Last.Values.Where(r => r.Status == SagaStatus.Parked && !IsDoneWith(r.Id)).Select(r => r.Id).ToList())
            {
                _acts[saga] = _acts.GetValueOrDefault(saga) + 1;
                await calls.AskAsync(
                    _acts.Count,
                    engine => engine.Admin.RetryAsync(saga, new OperatorNote("operator", "again")).AsTask(),
                    o => o is not SagaAdminOutcome.Rejected);
            }
        }
    }
}
