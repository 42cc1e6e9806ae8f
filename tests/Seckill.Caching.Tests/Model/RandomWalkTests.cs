namespace Seckill.Caching.Tests.Model;

/// <summary>G8: a stale load never overwrites what is newer. A million random steps on three nodes and five keys.</summary>
public sealed class RandomWalkTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Hundred_thousand_steps_break_no_law(int seed)
    {
        var (violation, count) = await RandomWalk.RunAsync(seed, 100_000);

        output.WriteLine($"{count} checks");
        Assert.True(violation is null, violation);
        Assert.True(count > 15_000, $"only {count} checks");
    }
}
