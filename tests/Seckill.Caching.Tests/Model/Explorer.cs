namespace Seckill.Caching.Tests.Model;

/// <summary>
/// Runs a few operations under every schedule there is: each call reaching the server, each answer, each record and each load is a step of its own.
/// With <paramref name="faults"/> each of these may also fail or be lost, that many times in a schedule.
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
        var path = new List<(int Choice, int Choices)>();
        for (var schedules = 1; ; schedules++)
        {
            var violation = await PlayAsync(operations, path);
            if (violation is not null)
            {
                return (schedules, $"schedule {string.Join('.', path.Select(p => p.Choice))}: {violation}");
            }

            // The next one in order: the last step that could have gone otherwise does.
            while (path.Count > 0 && path[^1].Choice + 1 == path[^1].Choices)
            {
                path.RemoveAt(path.Count - 1);
            }

            if (path.Count == 0)
            {
                return (schedules, null);
            }

            path[^1] = (path[^1].Choice + 1, path[^1].Choices);
        }
    }

    private async Task<string?> PlayAsync(Action<World>[] operations, List<(int Choice, int Choices)> path)
    {
        await using var world = await World.CreateAsync(options);
        if (prepare is not null)
        {
            await prepare(world);
        }

        var started = new bool[operations.Length];
        var (faultsLeft, turnsLeft) = (faults, turns ?? int.MaxValue);
        for (var depth = 0; ; depth++)
        {
            var steps = Steps(world, operations, started);
            if (steps.Count == 0)
            {
                break;
            }

            var regular = steps.Count;
            if (faultsLeft > 0)
            {
                AddFaults(world, steps);
            }

            if (depth == path.Count)
            {
                path.Add((0, turnsLeft > 0 ? steps.Count : 1));
            }

            var choice = path[depth].Choice;
            turnsLeft -= choice > 0 ? 1 : 0;
            faultsLeft -= choice >= regular ? 1 : 0;
            steps[choice]();
        }

        await world.SettleAsync();
        return world.Laws.Violation;
    }

    private static List<Action> Steps(World world, Action<World>[] operations, bool[] started)
    {
        var steps = new List<Action>();
        foreach (var node in world.Nodes)
        {
            if (node.Link.HasCall)
            {
                steps.Add(node.Link.StepCall);
            }

            if (node.Link.HasRecord)
            {
                steps.Add(node.Link.DeliverRecord);
            }
        }

        for (var i = 0; i < world.OpenLoads; i++)
        {
            var index = i;
            steps.Add(() => world.FinishLoad(index));
        }

        // Last, so that a schedule with few turns begins one operation in the middle of another.
        for (var i = 0; i < operations.Length; i++)
        {
            var index = i;
            if (!started[index])
            {
                steps.Add(() =>
                {
                    started[index] = true;
                    operations[index](world);
                });
            }
        }

        return steps;
    }

    private static void AddFaults(World world, List<Action> steps)
    {
        foreach (var node in world.Nodes)
        {
            if (node.Link.HasCall)
            {
                steps.Add(node.Link.FailCall);
            }

            if (node.Link.HasRecord)
            {
                steps.Add(node.Link.LoseRecord);
            }
        }

        for (var i = 0; i < world.OpenLoads; i++)
        {
            var index = i;
            steps.Add(() => world.FailLoad(index));
        }
    }
}
