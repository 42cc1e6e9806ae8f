
namespace Seckill.Sagas.Tests.Simulation;

/// <summary>
/// What must hold once everything is quiet, whatever happened before:
/// (a) units taken = sagas that hold one; (b) each effect takes place at most once; (c) completed: every effect in place, compensated: none;
/// (d) undone in strict reverse; (e) nothing is undone behind the pivot; (f) no undo without its action, no action behind its undo; (g) every saga
/// ends completed, compensated or parked, none is lost; (h) events at least once, under one id each, none before its record is durable;
/// (i) tries at the most as often as allowed in each life, the remaining ones logged strictly decreasing; (j) a zombie's writes are refused;
/// (k) an event that was raised is used, refused or answered as late, never two of them; (l) a crash does not change how a saga ends;
/// (m) no deadline passes early; (n) what was answered as cancelled does not complete. Of these <see cref="Ledger"/> watches (j), (m) and the order of records, <see cref="World"/> and
/// <see cref="RetryLog"/> the order of tries, <see cref="BusJournal"/> events before their record.
/// </summary>
internal static class Invariants
{
    public static IEnumerable<string> Check(SimPlan plan, SimCustomer customer, SagaRecord? record, World world, BusJournal bus, int lives)
    {
        if (!customer.IsDone)
        {
            yield return $"(g) {customer.Id} never got an answer";
        }

        if (record is null)
        {
            yield return $"(g) {customer.Id} was lost";
            yield break;
        }

        if (!record.Status.IsEnded() && record.Status != SagaStatus.Parked)
        {
            yield return $"(g) {record.Id} is still {record.Status} at {record.StepName}";
            yield break;
        }

        var checks = CheckEffects(plan, record, world)
            .Concat(CheckEvents(plan, record, bus))
            .Concat(CheckTries(plan, record, world, lives))
            .Concat(CheckRaise(plan, customer, record, world, bus))
            .Concat(CheckStatus(plan, customer, record));
        foreach (var violation in checks)
        {
            yield return violation;
        }
    }

    public static IEnumerable<string> CheckStock(World world, IEnumerable<SagaRecord> records, string stockStep)
    {
        var held = records.Count(r => r.Status == SagaStatus.Completed || (r.Status == SagaStatus.Parked && world.IsInPlace(r.Id, stockStep)));
        if (world.Stock + held != World.InitialStock)
        {
            yield return $"(a) {World.InitialStock - world.Stock} unit(s) are taken but {held} saga(s) hold one";
        }
    }

    private static IEnumerable<string> CheckEffects(SimPlan plan, SagaRecord record, World world)
    {
        var journal = world.Journal.Where(e => e.Saga == record.Id).ToList();
        var steps = plan.Definition.Nodes.Take(plan.Definition.StepCount).Where(n => n.Wait is null && n.Guarantee == Guarantee.Guarded).ToList();
        foreach (var twice in journal.CountBy(e => e).Where(c => c.Value > 1))
        {
            yield return $"(b) {twice.Key} took place {twice.Value} times";
        }

        foreach (var step in steps)
        {
            var isInPlace = world.IsInPlace(record.Id, step.Name);
            if (record.Status == SagaStatus.Completed && !isInPlace)
            {
                yield return $"(c) {record.Id} completed without {step.Name}";
            }

            if (record.Status == SagaStatus.Compensated && isInPlace)
            {
                yield return $"(c) {record.Id} is compensated but {step.Name} is in place";
            }
        }

        var order = plan.Definition.Steps.Select((name, index) => (name, index)).ToDictionary(s => s.name, s => s.index);
        var undone = journal.Where(e => e.Operation == EffectOperation.Undo).Select(e => order[e.Step]).ToList();
        if (!undone.SequenceEqual(undone.OrderDescending()))
        {
            yield return $"(d) {record.Id} was undone in the order {string.Join(", ", undone)}";
        }

        if (undone.Count > 0 && plan.Definition.Nodes.Any(n => n.Kind == StepKind.Pivot && world.IsInPlace(record.Id, n.Name)))
        {
            yield return $"(e) {record.Id} was undone behind its pivot";
        }

        foreach (var undo in journal.Where(e => e.Operation == EffectOperation.Undo))
        {
            var action = journal.IndexOf(undo with { Operation = EffectOperation.Action });
            if (action < 0 || action > journal.IndexOf(undo))
            {
                yield return $"(f) {undo} took place without its action before it";
            }

            if (journal.LastIndexOf(undo with { Operation = EffectOperation.Action }) > journal.IndexOf(undo))
            {
                yield return $"(f) the action of {undo} took place behind it";
            }
        }
    }

    private static IEnumerable<string> CheckEvents(SimPlan plan, SagaRecord record, BusJournal bus)
    {
        foreach (var step in plan.Definition.Nodes.Where(n => n.Events.Count > 0))
        {
            if (record.Status == SagaStatus.Completed && !bus.Delivered.ContainsKey($"{record.Id}/{step.Name}/0"))
            {
                yield return $"(h) {record.Id} completed but the event of {step.Name} was never delivered";
            }
        }

        if (record.Outbox.Count > 0)
        {
            yield return $"(h) {record.Id} has {record.Outbox.Count} event(s) left to send";
        }
    }

    private static IEnumerable<string> CheckTries(SimPlan plan, SagaRecord record, World world, int lives)
    {
        foreach (var node in plan.Definition.Nodes.Where(n => n.Wait is null))
        {
            foreach (var operation in (EffectOperation[])[EffectOperation.Action, EffectOperation.Undo])
            {
                var key = new EffectKey(record.Id, node.Name, operation).ToString();


                // A try that goes on elsewhere does not count.
                var pending = operation == EffectOperation.Action && plan.Scripts.Any(s => s.Contains(StepOutcome.Pending)) ? 1 : 0;
                var most = (Math.Max(SimDefinitions.Tries, node.RetryOf(operation).Max) * lives) + pending;
                if (world.Tries.GetValueOrDefault(key) > most)
                {
                    yield return $"(i) {key} was tried {world.Tries[key]} times, {most} is the most";
                }
            }
        }
    }

    private static IEnumerable<string> CheckRaise(SimPlan plan, SimCustomer customer, SagaRecord record, World world, BusJournal bus)
    {
        if (customer.Raised is not { } raised)
        {
            yield break;
        }

        var accepted = record.Inbox.Count(e => e.State == SagaIncomingState.Accepted);
        var isRefunded = bus.Delivered.Keys.Any(id => id.StartsWith($"{record.Id}/payment/late/", StringComparison.Ordinal));
        if (raised == RaiseOutcome.Accepted && accepted != 1)
        {
            yield return $"(k) the event of {record.Id} was accepted, but its record does not say so";
        }

        if (raised == RaiseOutcome.Late && (!isRefunded || accepted != 0))
        {
            yield return $"(k) the event of {record.Id} came late, but was {(isRefunded ? "accepted as well" : "not refunded")}";
        }

        if (isRefunded && world.IsInPlace(record.Id, "order.markPaid"))
        {
            yield return $"(k) {record.Id} was paid and refunded";
        }

        if (raised == RaiseOutcome.Buffered && accepted == 0 && record.Status == SagaStatus.Completed)
        {
            yield return $"(k) the event of {record.Id} was kept for its wait and never used";
        }
    }

    /// <summary>Guarded steps end the same way however often they are repeated, so a crash must not change how the saga ends.</summary>
    private static IEnumerable<string> CheckStatus(SimPlan plan, SimCustomer customer, SagaRecord record)
    {
        var mayBeCancelled = plan.Acts.Any(a => a.IsCancel && a.Saga == customer.Number);
        if (mayBeCancelled || plan.Faults.Any(f => f.Kind == FaultKind.Pause) || plan.Definition != SimDefinitions.Plain)
        {
            yield break;
        }

        var script = plan.Scripts[customer.Number];
        var isUndone = script.Any(o => o is StepOutcome.Fail or StepOutcome.TimeoutNotApplied);
        var expected = isUndone ? SagaStatus.Compensated : SagaStatus.Completed;
        var mayPark = isUndone && plan.UndoFailures.ElementAtOrDefault(customer.Number) >= SimDefinitions.Tries;
        if (record.Status != expected && !(mayPark && record.Status == SagaStatus.Parked))
        {
            yield return $"(l) {record.Id} is {record.Status}, not {expected}: {record.Reason}";
        }
    }
}
