
namespace Seckill.Caching.Tests.Model;

/// <summary>The random walk finds what it is there for: tiers with a bug each.</summary>
public sealed class PlantedBugTests
{
    public static TheoryData<string> Bugs => ["commit without a lease", "set leaves the lease", "remove is lost", "tag is never known"];

    [Theory]
    [MemberData(nameof(Bugs))]
    public async Task Walk_finds_a_planted_bug(string bug)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            if ((await RandomWalk.RunAsync(seed, 20_000, node => new BuggyTier(node, bug))).Violation is not null)
            {
                return;
            }
        }

        Assert.Fail($"\"{bug}\" was not found.");
    }
}
