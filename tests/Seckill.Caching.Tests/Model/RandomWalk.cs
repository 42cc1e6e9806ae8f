using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Model;

/// <summary>Random steps in a world of three nodes and five keys; now and then everything settles and is checked.</summary>
internal static class RandomWalk
{
    private const int Nodes = 3;
    private const int Keys = 5;

    /// <returns>What broke a law with its seed, or null; and how many laws were checked.</returns>
    public static Task<(string? Violation, long Checked)> RunAsync(int seed, int steps, Func<InMemoryCacheNode, IDistributedCacheTier>? decorate = null) =>
        // Away from the runner's context, in which every continuation would go to another thread.
        Task.Run(() => WalkAsync(seed, steps, decorate));

    private static async Task<(string? Violation, long Checked)> WalkAsync(int seed, int steps, Func<InMemoryCacheNode, IDistributedCacheTier>? decorate)
    {
        var random = new Random(seed);
        await using var world = await World.CreateAsync(Nodes, Keys, decorate);
        for (var step = 1; step <= steps && world.Violation is null; step++)
        {
            Step(world, random);
            if (step % 200 == 0 || step == steps)
            {
                await world.SettleAsync();
            }
        }

        return (world.Violation is null ? null : $"seed {seed}: {world.Violation}", world.Checked);
    }

    private static void Step(World world, Random random)
    {
        var node = random.Next(Nodes);
        var link = world.Links[node];
        switch (random.Next(100))
        {
            case < 14 when world.OpenOperations < 24:
                world.StartLookUp(node, random.Next(Keys));
                break;
            case < 20 when world.OpenOperations < 24:
                var key = random.Next(Keys);
                if (!world.IsChanging(key))
                {
                    world.StartChange(node, key, Change.All[random.Next(Change.All.Length)]);
                }

                break;
            case < 22:
                world.StartHeartbeat(node);
                break;
            case < 24 when link.HasRecord:
                link.LoseRecord();
                break;
            case < 25:
                link.IsCut = !link.IsCut;
                break;
            case < 27:
                world.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(1, 400)));
                break;
            case < 60 when link.HasCall:
                link.StepCall();
                break;
            case < 80 when link.HasRecord:
                link.DeliverRecord();
                break;
            default:
                if (world.OpenLoads > 0)
                {
                    world.FinishLoad(random.Next(world.OpenLoads));
                }

                break;
        }
    }
}
