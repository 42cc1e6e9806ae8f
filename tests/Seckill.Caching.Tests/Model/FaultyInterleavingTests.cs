namespace Seckill.Caching.Tests.Model;

/// <summary>G8 with faults: a call, an answer, a record or a load of the schedule is lost; and look-ups on both nodes beside the change.</summary>
public sealed class FaultyInterleavingTests(ITestOutputHelper output)
{
    public static TheoryData<string, int, bool> Cases => InterleavingTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task No_lost_step_lets_an_overtaken_load_stay(string change, int changer, bool isWarm)
    {
        var explorer = new Explorer(new WorldOptions(), world => InterleavingTests.PrepareAsync(world, isWarm), faults: 1, turns: ModelSize.Turns + 1);
        var (schedules, violation) = await explorer.RunAsync(
            world => world.StartLookUp(0, 0),
            world => world.StartChange(changer, 0, change));

        output.WriteLine($"{schedules} schedules");
        Assert.True(violation is null, violation);
        Assert.True(schedules > 10, $"only {schedules} schedules");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Look_ups_on_both_nodes_and_two_changes_leave_nothing_old(string change, int changer, bool isWarm)
    {
        var explorer = new Explorer(new WorldOptions(), world => InterleavingTests.PrepareAsync(world, isWarm), faults: 1, turns: ModelSize.Turns);
        var (schedules, violation) = await explorer.RunAsync(
            world => world.StartLookUp(0, 0),
            world => world.StartChange(changer, 0, change),
            world => world.StartLookUp(1, 0),
            world => world.StartChange(1 - changer, 0, "set"));

        output.WriteLine($"{schedules} schedules");
        Assert.True(violation is null, violation);
        Assert.True(schedules > 10, $"only {schedules} schedules");
    }
}
