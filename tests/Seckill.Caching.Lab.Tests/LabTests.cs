using Seckill.Testing.Servers;

namespace Seckill.Caching.Lab.Tests;

/// <summary>The demonstrations in small: without guards the source is hurt, with them it is not.</summary>
public sealed class LabTests
{
    [Fact]
    public async Task EachAttack_HurtsTheUnguardedSource_AndNotTheGuardedOne()
    {
        IReadOnlyList<LabRow> rows;
        try
        {
            rows = await LabCommand.RunAsync(ids: 1_000, callers: 200, keys: 300);
        }
        catch (ServerUnavailableException e) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(e.Message);
            return;
        }

        var penetration = Of(rows, "penetration");
        Assert.Equal([2_000, 1_000], penetration.Take(2).Select(static r => r.Loads));
        Assert.InRange(penetration[2].Loads, 0, 20);
        Assert.InRange(penetration[2].Entries, 0, 20);

        var breakdown = Of(rows, "breakdown");
        Assert.InRange(breakdown[0].Loads, 100, 200);
        Assert.Equal(1, breakdown[1].Loads);

        var avalanche = Of(rows, "avalanche");
        Assert.InRange(avalanche[0].Errors, 1, int.MaxValue);
        Assert.Equal(0, avalanche[1].Errors);
        Assert.InRange(avalanche[1].Peak, 1, 64);
    }

    private static LabRow[] Of(IEnumerable<LabRow> rows, string attack) => [.. rows.Where(r => r.Attack.StartsWith(attack, StringComparison.Ordinal))];
}
