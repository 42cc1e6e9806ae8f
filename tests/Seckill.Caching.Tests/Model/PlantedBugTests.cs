namespace Seckill.Caching.Tests.Model;

/// <summary>Walk and explorer find what they are there for: tiers, logs and buses with a bug each.</summary>
public sealed class PlantedBugTests
{
    public static TheoryData<string> Bugs =>
    [
        "commit without a lease", "set leaves the lease", "remove is lost", "expire only answers", "tag is numbered too low", "tag is never known",
        "heads tell what was pushed", "log is read without its changes", "bus tells of no change", "bus tells of no tag",
    ];

    /// <summary>Each with the change that shows it, and whether a step must be lost for that.</summary>
    public static TheoryData<string, string, bool> ExplorableBugs => new()
    {
        { "commit without a lease", "set", false },
        { "set leaves the lease", "set", false },
        { "remove is lost", "remove", false },
        { "expire only answers", "expire", false },
        { "heads tell what was pushed", "remove", true },
        { "log is read without its changes", "remove", true },
        { "bus tells of no change", "remove", false },
        { "bus tells of no tag", "everything", false },
    };

    [Theory]
    [MemberData(nameof(Bugs))]
    public async Task Walk_finds_a_planted_bug(string bug)
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            if ((await RandomWalk.RunAsync(seed, 30_000, With(bug))).Violation is not null)
            {
                return;
            }
        }

        Assert.Fail($"\"{bug}\" was not found.");
    }

    [Theory]
    [MemberData(nameof(ExplorableBugs))]
    public async Task Explorer_finds_a_planted_bug(string bug, string change, bool needsFault)
    {
        for (var changer = 0; changer < 2; changer++)
        {
            var node = changer;
            var explorer = new Explorer(With(bug), faults: needsFault ? 1 : 0, turns: needsFault ? 3 : null);
            if ((await explorer.RunAsync(world => world.StartLookUp(0, 0), world => world.StartChange(node, 0, change))).Violation is not null)
            {
                return;
            }
        }

        Assert.Fail($"\"{bug}\" was not found.");
    }

    private static WorldOptions With(string bug) => new() { Tier = tier => new BuggyTier(tier, bug), Log = log => new BuggyLog(log, bug) };
}
