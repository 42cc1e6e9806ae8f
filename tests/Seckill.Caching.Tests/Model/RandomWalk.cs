using Microsoft.Extensions.Caching.Hybrid;

namespace Seckill.Caching.Tests.Model;

/// <summary>
/// Random steps in a world of three nodes and five keys: look-ups, changes, calls and records on their way, lost ones, cut links, failing loads, time,
/// processes that die, a server that loses everything. Now and then everything settles and is checked.
/// </summary>
internal static class RandomWalk
{
    private static readonly HybridCacheEntryFlags[] s_flags =
    [
        HybridCacheEntryFlags.None, HybridCacheEntryFlags.None, HybridCacheEntryFlags.None, HybridCacheEntryFlags.None, HybridCacheEntryFlags.None,
        HybridCacheEntryFlags.DisableLocalCacheRead, HybridCacheEntryFlags.DisableLocalCacheWrite, HybridCacheEntryFlags.DisableLocalCache,
        HybridCacheEntryFlags.DisableDistributedCacheRead, HybridCacheEntryFlags.DisableDistributedCacheWrite, HybridCacheEntryFlags.DisableDistributedCache,
    ];

    /// <returns>What broke a law with its seed, or null; and how many laws were checked.</returns>
    public static Task<(string? Violation, long Checked)> RunAsync(int seed, int steps, WorldOptions? options = null) =>
        // Away from the runner's context, in which every continuation would go to another thread.
        Task.Run(() => WalkAsync(seed, steps, options ?? new WorldOptions()));

    private static async Task<(string? Violation, long Checked)> WalkAsync(int seed, int steps, WorldOptions options)
    {
        var random = new Random(seed);
        options = Vary(options with { Nodes = 3, Keys = 5 }, seed);
        await using var world = await World.CreateAsync(options);
        for (var step = 1; step <= steps && world.Laws.Violation is null; step++)
        {
            await StepAsync(world, random, options);
            if (step % 200 == 0 || step == steps)
            {
                await world.SettleAsync();
            }
        }

        return (world.Laws.Violation is null ? null : $"seed {seed}: {world.Laws.Violation}", world.Laws.Checked);
    }

    /// <summary>Each seed has its own settings: short and long lives, a breaker that opens or not, few or many changes that may wait, versions of the source.</summary>
    private static WorldOptions Vary(WorldOptions options, int seed) => options with
    {
        Entry = seed % 2 == 0
            ? options.Entry
            : options.Entry with { Expiration = TimeSpan.FromSeconds(10), LocalExpiration = TimeSpan.FromSeconds(4), NotFoundExpiration = TimeSpan.FromSeconds(6) },
        Configure = o =>
        {
            o.TrustFor = TimeSpan.FromSeconds(seed % 3 == 0 ? 1 : 600);
            o.BreakerFailures = seed % 4 < 2 ? 3 : 1_000_000;
            o.MaxPendingWrites = seed % 5 == 0 ? 2 : 10_000;
        },
        HasSourceVersions = seed % 5 == 1,
    };

    private static async ValueTask StepAsync(World world, Random random, WorldOptions options)
    {
        var node = random.Next(options.Nodes);
        var link = world.Nodes[node].Link;
        switch (random.Next(1000))
        {
            case < 3:
                await world.RestartAsync(node, random);
                break;
            case 3 when !options.HasSourceVersions && random.Next(4) == 0:
                world.Wipe();
                break;
            case < 125 when world.OpenOperations < 24:
                world.StartLookUp(node, random.Next(options.Keys), s_flags[random.Next(s_flags.Length)]);
                break;
            case < 140 when world.OpenOperations < 24:
                world.StartTry(node, random.Next(options.Keys));
                break;
            case < 200 when world.OpenOperations < 24:
                // Without versions of the source an expiry by hand and a tag take part; they carry none.
                world.StartChange(node, random.Next(options.Keys), Change.All[random.Next(options.HasSourceVersions ? 2 : Change.All.Length)]);
                break;
            case < 220:
                world.StartHeartbeat(node);
                break;
            case < 240 when link.HasRecord:
                link.LoseRecord();
                break;
            case < 245 when link.HasCall:
                link.FailCall();
                break;
            case < 255:
                link.IsCut = !link.IsCut;
                break;
            case < 275:
                world.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(1, 400)));
                break;
            case < 285 when world.OpenLoads > 0:
                world.FailLoad(random.Next(world.OpenLoads));
                break;
            case < 600 when link.HasCall:
                link.StepCall();
                break;
            case < 800 when link.HasRecord:
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
