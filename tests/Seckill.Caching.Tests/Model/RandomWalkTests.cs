namespace Seckill.Caching.Tests.Model;

/// <summary>G8: a stale load never overwrites what is newer. A million random steps and more on three nodes and five keys.</summary>
public sealed class RandomWalkTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, ModelSize.Seeds)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Random_steps_break_no_law(int seed)
    {
        var (violation, count) = await RandomWalk.RunAsync(seed, ModelSize.Steps);

        output.WriteLine($"{ModelSize.Steps} steps, {count} checks");
        Assert.True(violation is null, violation);
        Assert.True(count > ModelSize.Steps / 6, $"only {count} checks");
    }
}
