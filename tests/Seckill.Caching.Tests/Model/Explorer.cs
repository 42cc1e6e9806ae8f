namespace Seckill.Caching.Tests.Model;

/// <summary>
/// Runs a few operations under every schedule there is: each call reaching the server, each answer, each record and each load is a step of its own.
/// Of schedules that differ only in the order of steps that commute, one is run (sleep sets). With <paramref name="faults"/> each step may also fail,
/// that many times in a schedule.
/// </summary>
/// <param name="options">The world.</param>
/// <param name="prepare">What is there before the operations begin.</param>
/// <param name="faults">How many steps of a schedule may fail.</param>
/// <param name="turns">How often a schedule may do something else than the first thing that could be done; null knows no bound.</param>
internal sealed class Explorer(WorldOptions options, Func<World, Task>? prepare = null, int faults = 0, int? turns = null)
{
    /// <returns>How many schedules there were, and the first one that broke a law.</returns>
    public Task<(int Schedules, string? Violation)> RunAsync(params Action<World>[] operations) =>
        // Away from the runner's context, in which every continuation would go to another thread.
        Task.Run(() => ExploreAsync(operations));

    private async Task<(int Schedules, string? Violation)> ExploreAsync(Action<World>[] operations)
    {
        var path = new List<Fork>();
        var schedules = 0;
        do
        {
            var (isWhole, violation) = await PlayAsync(operations, path);
            schedules += isWhole ? 1 : 0;
            if (violation is not null)
            {
                return (schedules, $"{string.Join(", ", path.Select(f => $"{f.Current.Kind} {f.Current.Node}"))}: {violation}");
            }
        }
        while (Advance(path));
        return (schedules, null);
    }

    /// <summary>The next schedule in order: the last step that could have gone otherwise does.</summary>
    private static bool Advance(List<Fork> path)
    {
        while (path.Count > 0 && !path[^1].MoveNext())
        {
            path.RemoveAt(path.Count - 1);
        }

        return path.Count > 0;
    }

    private async Task<(bool IsWhole, string? Violation)> PlayAsync(Action<World>[] operations, List<Fork> path)
    {
        await using var world = await World.CreateAsync(options);
        if (prepare is not null)
        {
            await prepare(world);
        }

        var started = new bool[operations.Length];
        var (faultsLeft, turnsLeft) = (faults, turns ?? int.MaxValue);
        var asleep = new List<Step>();
        for (var depth = 0; ; depth++)
        {
            var steps = Steps(world, operations, started, faultsLeft > 0);
            if (steps.TrueForAll(static s => s.IsFault))
            {
                break;
            }

            if (depth == path.Count)
            {
                var fork = new Fork(turnsLeft > 0 ? steps : steps[..1], asleep);
                if (!fork.MoveNext())
                {
                    return (false, null);
                }

                path.Add(fork);
            }

            var step = path[depth].Current;
            // A bound on turns would hide what only a sleeping schedule was short enough for.
            asleep = turns is null ? path[depth].AsleepAfter() : [];
            turnsLeft -= step.Is(steps[0]) ? 0 : 1;
            faultsLeft -= step.IsFault ? 1 : 0;
            steps.Find(step.Is)!.Do();
        }

        await world.SettleAsync();
        return (true, world.Laws.Violation);
    }

    private static List<Step> Steps(World world, Action<World>[] operations, bool[] started, bool withFaults)
    {
        var steps = new List<Step>();
        foreach (var node in world.Nodes)
        {
            if (node.Link.HasCall)
            {
                steps.Add(new Step(node.Link.IsAnswerNext ? StepKind.Answer : StepKind.Request, node.Index, 0, node.Link.StepCall));
            }

            if (node.Link.HasRecord)
            {
                steps.Add(new Step(StepKind.Record, node.Index, 0, node.Link.DeliverRecord));
            }
        }

        AddLoads(world, steps, StepKind.Load, world.FinishLoad);

        // Last, so that a schedule with few turns begins one operation in the middle of another.
        for (var i = 0; i < operations.Length; i++)
        {
            var index = i;
            if (!started[index])
            {
                steps.Add(new Step(StepKind.Start, -1, index, () =>
                {
                    started[index] = true;
                    operations[index](world);
                }));
            }
        }

        if (withFaults)
        {
            AddFaults(world, steps);
        }

        return steps;
    }

    private static void AddFaults(World world, List<Step> steps)
    {
        foreach (var node in world.Nodes)
        {
            if (node.Link.HasCall)
            {
                steps.Add(new Step(StepKind.LostCall, node.Index, 0, node.Link.FailCall));
            }

            if (node.Link.HasRecord)
            {
                steps.Add(new Step(StepKind.LostRecord, node.Index, 0, node.Link.LoseRecord));
            }
        }

        AddLoads(world, steps, StepKind.FailedLoad, world.FailLoad);
    }

    /// <summary>A load is told by its node and its place among the node's loads: those of other nodes come and go without it.</summary>
    private static void AddLoads(World world, List<Step> steps, StepKind kind, Action<int> end)
    {
        for (var i = 0; i < world.OpenLoads; i++)
        {
            var index = i;
            var node = world.NodeOfLoad(index);
            steps.Add(new Step(kind, node, Enumerable.Range(0, index).Count(other => world.NodeOfLoad(other) == node), () => end(index)));
        }
    }
}
