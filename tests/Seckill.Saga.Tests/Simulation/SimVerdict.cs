namespace Seckill.Sagas.Tests.Simulation;

/// <summary>How a simulation went.</summary>
internal sealed record SimVerdict(
    SimPlan Plan,
    IReadOnlyList<string> Violations,
    int Points,
    IReadOnlyList<SagaRecord> Records,
    int Fenced,
    int Stale,
    int LateReads,
    Func<FaultKind, int> Hits,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Story)
{
    public override string ToString() => $"{Plan}{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", Violations)}";
}
