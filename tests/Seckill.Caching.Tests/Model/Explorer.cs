namespace Seckill.Caching.Tests.Model;

/// <summary>Runs a few operations under every schedule there is: each call reaching the server, each answer, each record and each load is a step of its own.</summary>
internal static class Explorer
{
    /// <returns>How many schedules there were, and the first one that broke a law.</returns>
    public static Task<(int Schedules, string? Violation)> RunAsync(Func<World, Task> prepare, params Action<World>[] operations) =>
        Task.Run(() => ExploreAsync(prepare, operations));

    private static async Task<(int Schedules, string? Violation)> ExploreAsync(Func<World, Task> prepare, Action<World>[] operations)
    {
        var path = new List<(int Choice, int Choices)>();
        for (var schedules = 1; ; schedules++)
        {
            var violation = await PlayAsync(prepare, operations, path);
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

    private static async Task<string?> PlayAsync(Func<World, Task> prepare, Action<World>[] operations, List<(int Choice, int Choices)> path)
    {
        await using var world = await World.CreateAsync(nodes: 2, keys: 1);
        await prepare(world);
        var started = new bool[operations.Length];
        for (var depth = 0; ; depth++)
        {
            var steps = Steps(world, operations, started);
            if (steps.Count == 0)
            {
                break;
            }

            if (depth == path.Count)
            {
                path.Add((0, steps.Count));
            }

            steps[path[depth].Choice]();
        }

        await world.SettleAsync();
        return world.Violation;
    }

    private static List<Action> Steps(World world, Action<World>[] operations, bool[] started)
    {
        var steps = new List<Action>();
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

        foreach (var link in world.Links)
        {
            if (link.HasCall)
            {
                steps.Add(link.StepCall);
            }

            if (link.HasRecord)
            {
                steps.Add(link.DeliverRecord);
            }
        }

        for (var i = 0; i < world.OpenLoads; i++)
        {
            var index = i;
            steps.Add(() => world.FinishLoad(index));
        }

        return steps;
    }
}
