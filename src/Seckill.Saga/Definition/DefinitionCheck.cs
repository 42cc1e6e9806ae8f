namespace Seckill.Sagas;

/// <summary>Refuses definitions that cannot work, and says how to mend them.</summary>
internal static class DefinitionCheck
{
    public static void Check<TState>(DefinitionDraft<TState> draft)
        where TState : class
    {
        var where = $"Saga '{draft.Name}' v{draft.Version}";
        Demand(SagaId.TryParse(draft.Name, out _), $"{where}: its name is kept with every saga. Use 1 to 64 characters of [A-Za-z0-9_.@-].");
        Demand(draft.Version >= 1, $"{where}: versions count from 1.");
        Demand(draft.Steps.Count > 0, $"{where} has no steps. Add at least one before Build().");
        Demand(!draft.NestsGroups, $"{where}: a parallel group stands inside another. Put its steps into the outer group.");
        var all = draft.Steps.Concat(draft.AfterCompensation).ToList();
        Demand(all.Count <= SagaRecord.MaxSteps, $"{where} has {all.Count} steps; {SagaRecord.MaxSteps} is the most. Split it into two sagas, or join steps.");
        var twice = all.GroupBy(n => n.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        Demand(twice is null, $"{where}: two steps are called '{twice?.Key}'. Names are what records and effect keys go by: rename one.");
        all.ForEach(n => CheckNode(n, $"{where}, step '{n.Name}'"));
        CheckPivot(draft, where);
        CheckEnlisted(draft, where);
    }

    private static void CheckNode<TState>(StepNode<TState> node, string where)
        where TState : class
    {
        Demand(SagaId.TryParse(node.Name, out _), $"{where}: use 1 to 64 characters of [A-Za-z0-9_.@-] for its name.");
        Demand(node.Guarantee != Guarantee.None, $"{where} may be done again after a crash. Say .Guarded() when its effect recognises repeats by its key, else .AtLeastOnce().");
        Demand(node.Timeout > TimeSpan.Zero || node.Timeout == Timeout.InfiniteTimeSpan, $"{where}: its timeout must be longer than nothing.");
        CheckRetry(node.Retry, where);
        CheckRetry(node.UndoRetry, where);
        CheckLimits(node.Action, where);
        CheckLimits(node.Undo, where);
        Demand(node.Undo is null || !node.NothingToUndo, $"{where} has an undo and says that there is nothing to undo. Remove one of the two.");
        Demand(node.Group is null || (node.Kind == StepKind.Step && !node.Enlists), $"{where} stands in a parallel group, where only plain steps may. Move it out of the group.");
        Demand(!node.Enlists || !node.BestEffort, $"{where} enlists the saga's record, so it cannot be best effort. Remove .BestEffort().");
        Demand(!node.Enlists || node.Guarantee == Guarantee.Guarded, $"{where} enlists the saga's record, so its effect is guarded by that very record. Say .Guarded().");
        Demand(!node.Enlists || node.Action is not null, $"{where} enlists the saga's record but has nobody who decides. Add .DecidedBy(...).");
        Demand(
            node.Wait is null || node.Wait.Deadline is not null != node.Wait.HasNoDeadline,
            $"{where} has no deadline. Say .Timeout(...) or .Until(...), or .WithoutDeadline() if it may wait for ever.");
        Demand(node.Wait is not { HasNoDeadline: true, OnTimeout: Then.Continue }, $"{where} has no deadline that could pass. Remove .OnTimeout(...).");
    }

    private static void CheckRetry(RetryPolicy? retry, string where)
    {
        Demand(retry is not { Max: < 1 }, $"{where} is tried {retry?.Max} times. Say .Max(1) or more.");
        Demand(
            retry is null || (retry.First >= TimeSpan.Zero && retry.Cap >= retry.First),
            $"{where}: its waits go from {retry?.First} to {retry?.Cap}. The longest cannot be shorter than the first, nor negative.");
    }

    private static void CheckLimits<TState>(StepCall<TState>? call, string where)
        where TState : class =>
        Demand(call is null or { Limits: { MaxBatch: >= 1, Lanes: >= 1 } }, $"{where}: MaxBatch and Lanes must be 1 or more.");

    private static void CheckPivot<TState>(DefinitionDraft<TState> draft, string where)
        where TState : class
    {
        var steps = draft.Steps;
        var pivot = steps.FindIndex(n => n.IsPivot);
        Demand(steps.Count(n => n.IsPivot) <= 1, $"{where} has two pivots. Only the first point of no return is one: make the later ones .Retriable(...).");
        Demand(pivot < 0 || !steps[pivot].BestEffort, $"{where}, step '{Name(steps, pivot)}' is the pivot and cannot be best effort. Remove .BestEffort().");
        Demand(pivot < 0 || steps[pivot].Undo is null, $"{where}, step '{Name(steps, pivot)}' is the pivot and is never undone. Remove its undo.");
        Demand(
            pivot < 0 || steps[pivot].Guarantee == Guarantee.Guarded,
            $"{where}, step '{Name(steps, pivot)}' is the pivot, which decides once and for all. Guard its effect and say .Guarded().");
        for (var i = 0; i < steps.Count; i++)
        {
            var node = steps[i];
            var place = $"{where}, step '{node.Name}'";
            var behind = pivot >= 0 && i > pivot;
            Demand(node.Kind != StepKind.Retriable || behind, $"{place} is retriable but nothing before it is the pivot. Add a pivot before it, or make it a plain .Step(...).");
            Demand(node.Undo is null || !behind, $"{place} stands behind the pivot and is never undone. Remove its undo.");
            Demand(node.Kind != StepKind.Step || !behind || node.BestEffort, $"{place} stands behind the pivot, where it can only go on. Use .Retriable(...), or add .BestEffort().");
            Demand(
                node.Wait is not { HasNoDeadline: false, OnTimeout: Then.Compensate } || !behind || node.Action is not null,
                $"{place} stands behind the pivot and cannot turn back. Say .OnTimeout(Then.Continue).");
            Demand(
                node.Kind != StepKind.Step || behind || node.Undo is not null || node.NothingToUndo,
                $"{place} cannot be undone. Say .WithCompensation(...), or .NothingToUndo() if it leaves nothing behind.");
        }

        foreach (var node in draft.AfterCompensation)
        {
            Demand(node.Undo is null, $"{where}, step '{node.Name}' is done after everything was undone. Remove its undo.");
        }
    }

    // The record that an enlisted step makes durable says that the saga stands at its next wait or end: a crash skips what lies between.
    private static void CheckEnlisted<TState>(DefinitionDraft<TState> draft, string where)
        where TState : class
    {
        foreach (var node in draft.Steps.Where(n => n.Enlists && n.Wait is null))
        {
            var lost = draft.Steps
                .SkipWhile(n => n != node)
                .Skip(1)
                .TakeWhile(n => n.Wait is null)
                .FirstOrDefault(n => !n.BestEffort);
            Demand(
                lost is null,
                $"{where}, step '{node.Name}' enlists the record of the next wait or end, so a crash would skip '{lost?.Name}'. Make that one .BestEffort(), or move it before '{node.Name}'.");
        }
    }

    private static string Name<TState>(List<StepNode<TState>> steps, int index)
        where TState : class => index < 0 ? "" : steps[index].Name;

    private static void Demand(bool holds, string message)
    {
        if (!holds)
        {
            throw new SagaDefinitionException(message);
        }
    }
}
