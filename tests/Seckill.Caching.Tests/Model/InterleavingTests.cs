namespace Seckill.Caching.Tests.Model;

/// <summary>G8: every interleaving of a look-up on one node with a change on the other, or on the same.</summary>
public sealed class InterleavingTests(ITestOutputHelper output)
{
    public static TheoryData<string, int, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, bool>();
            foreach (var change in Change.All)
            {
                foreach (var node in new[] { 0, 1 })
                {
                    cases.Add(change, node, false);
                    cases.Add(change, node, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task No_schedule_lets_an_overtaken_load_stay(string change, int changer, bool isWarm)
    {
        var (schedules, violation) = await new Explorer(new WorldOptions(), world => PrepareAsync(world, isWarm)).RunAsync(
            world => world.StartLookUp(0, 0),
            world => world.StartChange(changer, 0, change));

        output.WriteLine($"{schedules} schedules");
        Assert.True(violation is null, violation);
        Assert.True(schedules > 10, $"only {schedules} schedules");
    }

    internal static async Task PrepareAsync(World world, bool isWarm)
    {
        if (isWarm)
        {
            // The shared tier has it, the node that looks it up has not.
            world.StartLookUp(1, 0);
            await world.SettleAsync();
            world.ForgetLocally(0, 0);
        }
    }
}
