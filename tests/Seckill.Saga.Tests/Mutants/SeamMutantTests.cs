using Seckill.Sagas.Tests.Simulation;

namespace Seckill.Sagas.Tests.Mutants;

/// <summary>
/// Proves that the simulations can fail: bugs planted at the engine's seams are found. Bugs planted in the engine itself are found by
/// <c>tests/mutants/saga.sh</c>.
/// </summary>
public sealed class SeamMutantTests
{
    private const int MostRuns = 3000;

    [Fact]
    public void GuardWithoutDuplicates_IsFound() => AssertFound("(b)", p => p with { Guard = () => new GuardWithoutDuplicates() });

    [Fact]
    public void GuardWithoutTombstones_IsFound() => AssertFound("(c)", p => p with { Guard = () => new GuardWithoutTombstones() });

    [Fact]
    public void StoreWithoutFence_IsFound() => AssertFound("(j)", p => p with { AroundStore = s => new StoreWithoutFence(s) });

    [Fact]
    public void StoreWithoutCompare_IsFound() => AssertFound("(g)", p => p with { AroundStore = s => new StoreWithoutCompare(s) });

    [Fact]
    public void StoreThatForgetsEvents_IsFound() => AssertFound("(h)", p => p with { AroundStore = s => new StoreThatForgetsEvents(s) });

    [Fact]
    public void BusThatSwallows_IsFound() => AssertFound("(h)", p => p with { AroundBus = b => new BusThatSwallows(b) });

    private static void AssertFound(string invariant, Func<SimPlan, SimPlan> plant)
    {
        for (var seed = 1; seed <= MostRuns; seed++)
        {
            var verdict = SimRun.Play(plant(RandomPlans.Draw(seed)));
            if (verdict.Violations.FirstOrDefault(v => v.StartsWith(invariant, StringComparison.Ordinal)) is { } violation)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"Found by run {seed}: {violation}");
                return;
            }
        }

        Assert.Fail($"{MostRuns} runs did not find it by {invariant}.");
    }
}
