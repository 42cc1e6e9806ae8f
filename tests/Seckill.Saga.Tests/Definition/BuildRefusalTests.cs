namespace Seckill.Sagas.Tests.Definition;

/// <summary>Everything that Build() refuses, with the message that says how to mend it.</summary>
public sealed class BuildRefusalTests
{
    private const string Saga1 = "Saga 'order' v1";

    [Fact]
    public void NameThatCannotBeStored() => Refused(
        "Saga 'or der' v1: its name is kept with every saga. Use 1 to 64 characters of [A-Za-z0-9_.@-].",
        _ => Ok(Saga.Define("or der", 1, TestJson.Default.OrderState), "a"));

    [Fact]
    public void VersionZero() => Refused("Saga 'order' v0: versions count from 1.", _ => Ok(Saga.Define("order", 0, TestJson.Default.OrderState), "a"));

    [Fact]
    public void NoSteps() => Refused($"{Saga1} has no steps. Add at least one before Build().", s => s);

    [Fact]
    public void NestedGroups() => Refused(
        $"{Saga1}: a parallel group stands inside another. Put its steps into the outer group.",
        s => s.Parallel(g => Ok(g, "a").Parallel(h => Ok(h, "b"))));

    [Fact]
    public void TooManySteps() => Refused(
        $"{Saga1} has 65 steps; 64 is the most. Split it into two sagas, or join steps.",
        s => Enumerable.Range(0, 65).Aggregate(s, (builder, i) => Ok(builder, $"s{i}")));

    [Fact]
    public void TwoStepsOfOneName() => Refused(
        $"{Saga1}: two steps are called 'a'. Names are what records and effect keys go by: rename one.",
        s => Ok(Ok(s, "a"), "a"));

    [Fact]
    public void StepNameThatCannotBeStored() => Refused($"{Saga1}, step 'a/b': use 1 to 64 characters of [A-Za-z0-9_.@-] for its name.", s => Ok(s, "a/b"));

    [Fact]
    public void NoGuarantee() => Refused(
        $"{Saga1}, step 'a' may be done again after a crash. Say .Guarded() when its effect recognises repeats by its key, else .AtLeastOnce().",
        s => s.Step("a", Act).NothingToUndo());

    [Fact]
    public void NoTimeForATry() => Refused($"{Saga1}, step 'a': its timeout must be longer than nothing.", s => Ok(s, "a").WithTimeout(TimeSpan.Zero));

    [Fact]
    public void NoTries() => Refused($"{Saga1}, step 'a' is tried 0 times. Say .Max(1) or more.", s => Ok(s, "a").WithRetry(r => r.Max(0)));

    [Fact]
    public void NoTriesOfTheUndo() => Refused(
        $"{Saga1}, step 'a' is tried 0 times. Say .Max(1) or more.",
        s => s.Step("a", Act).Guarded().WithCompensation(Act).WithCompensationRetry(r => r.Max(0)));

    [Fact]
    public void CapBelowTheFirstWait() => Refused(
        $"{Saga1}, step 'a': its waits go from 00:00:02 to 00:00:01. The longest cannot be shorter than the first, nor negative.",
        s => Ok(s, "a").WithRetry(r => r.Exponential(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1))));

    [Fact]
    public void EmptyBatches() => Refused(
        $"{Saga1}, step 'a': MaxBatch and Lanes must be 1 or more.",
        s => s.Step("a", Vector, new VectorLimits { MaxBatch = 0 }).Guarded().NothingToUndo());

    [Fact]
    public void UndoAndNothingToUndo() => Refused(
        $"{Saga1}, step 'a' has an undo and says that there is nothing to undo. Remove one of the two.",
        s => Ok(s, "a").WithCompensation(Act));

    [Fact]
    public void PivotInAGroup() => Refused(
        $"{Saga1}, step 'a' stands in a parallel group, where only plain steps may. Move it out of the group.",
        s => s.Parallel(g => g.Pivot("a", Act).Guarded()));

    [Fact]
    public void EnlistedBestEffort() => Refused(
        $"{Saga1}, step 'a' enlists the saga's record, so it cannot be best effort. Remove .BestEffort().",
        s => Ok(s, "a").EnlistsRecord().BestEffort());

    [Fact]
    public void EnlistedWithoutGuard() => Refused(
        $"{Saga1}, step 'a' enlists the saga's record, so its effect is guarded by that very record. Say .Guarded().",
        s => s.Step("a", Act).AtLeastOnce().NothingToUndo().EnlistsRecord());

    [Fact]
    public void EnlistedWaitThatNobodyDecides() => Refused(
        $"{Saga1}, step 'w' enlists the saga's record but has nobody who decides. Add .DecidedBy(...).",
        s => s.WaitFor("w", TestEvents.Paid).Timeout(TimeSpan.FromMinutes(1)).EnlistsRecord());

    [Fact]
    public void WaitWithoutDeadline() => Refused(
        $"{Saga1}, step 'w' has no deadline. Say .Timeout(...) or .Until(...), or .WithoutDeadline() if it may wait for ever.",
        s => s.WaitFor("w", TestEvents.Paid));

    [Fact]
    public void ContinueAtADeadlineThatNeverPasses() => Refused(
        $"{Saga1}, step 'w' has no deadline that could pass. Remove .OnTimeout(...).",
        s => s.WaitFor("w", TestEvents.Paid).WithoutDeadline().OnTimeout(Then.Continue));

    [Fact]
    public void TwoPivots() => Refused(
        $"{Saga1} has two pivots. Only the first point of no return is one: make the later ones .Retriable(...).",
        s => s.Pivot("a", Act).Guarded().Pivot("b", Act).Guarded());

    [Fact]
    public void BestEffortPivot() => Refused(
        $"{Saga1}, step 'a' is the pivot and cannot be best effort. Remove .BestEffort().",
        s => s.Pivot("a", Act).Guarded().BestEffort());

    [Fact]
    public void PivotWithUndo() => Refused(
        $"{Saga1}, step 'a' is the pivot and is never undone. Remove its undo.",
        s => s.Pivot("a", Act).Guarded().WithCompensation(Act));

    [Fact]
    public void PivotWithoutGuard() => Refused(
        $"{Saga1}, step 'a' is the pivot, which decides once and for all. Guard its effect and say .Guarded().",
        s => s.Pivot("a", Act).AtLeastOnce());

    [Fact]
    public void RetriableWithoutPivot() => Refused(
        $"{Saga1}, step 'a' is retriable but nothing before it is the pivot. Add a pivot before it, or make it a plain .Step(...).",
        s => s.Retriable("a", Act).Guarded());

    [Fact]
    public void UndoBehindThePivot() => Refused(
        $"{Saga1}, step 'b' stands behind the pivot and is never undone. Remove its undo.",
        s => s.Pivot("a", Act).Guarded().Retriable("b", Act).Guarded().WithCompensation(Act));

    [Fact]
    public void PlainStepBehindThePivot() => Refused(
        $"{Saga1}, step 'b' stands behind the pivot, where it can only go on. Use .Retriable(...), or add .BestEffort().",
        s => Ok(s.Pivot("a", Act).Guarded(), "b"));

    [Fact]
    public void WaitBehindThePivotThatTurnsBack() => Refused(
        $"{Saga1}, step 'w' stands behind the pivot and cannot turn back. Say .OnTimeout(Then.Continue).",
        s => s.Pivot("a", Act).Guarded().WaitFor("w", TestEvents.Paid).Timeout(TimeSpan.FromMinutes(1)));

    [Fact]
    public void StepWithoutUndo() => Refused(
        $"{Saga1}, step 'a' cannot be undone. Say .WithCompensation(...), or .NothingToUndo() if it leaves nothing behind.",
        s => s.Step("a", Act).Guarded());

    [Fact]
    public void UndoOfWhatFollowsCompensation() => Refused(
        $"{Saga1}, step 'z' is done after everything was undone. Remove its undo.",
        s => Ok(s, "a").AfterCompensation("z", Act).Guarded().WithCompensation(Act));

    [Fact]
    public void StepThatACrashWouldSkip() => Refused(
        $"{Saga1}, step 'a' enlists the record of the next wait or end, so a crash would skip 'b'. Make that one .BestEffort(), or move it before 'a'.",
        s => Ok(Ok(s, "a").EnlistsRecord(), "b"));

    [Fact]
    public void NothingWrong_IsBuilt()
    {
        var definition = Ok(Saga.Define("order", 1, TestJson.Default.OrderState), "a").Build();

        Assert.Equal(["a"], definition.Steps);
        Assert.NotEqual(0, definition.Fingerprint);
        Assert.NotEqual(definition.Fingerprint, Ok(Saga.Define("order", 1, TestJson.Default.OrderState), "b").Build().Fingerprint);
    }

    private static void Refused(string message, Func<SagaBuilder<OrderState>, SagaBuilder<OrderState>> define) =>
        Assert.Equal(message, Assert.Throws<SagaDefinitionException>(() => define(Saga.Define("order", 1, TestJson.Default.OrderState)).Build()).Message);

    private static StepBuilder<OrderState> Ok(SagaBuilder<OrderState> builder, string name) => builder.Step(name, Act).Guarded().NothingToUndo();

    private static ValueTask<StepResult> Act(OrderState state, SagaContext context) => new(StepResult.Ok);

    private static ValueTask Vector(SagaVector<OrderState> vector) => ValueTask.CompletedTask;
}
