using System.CommandLine;
using Seckill.Sagas.Campaign.Working;

namespace Seckill.Sagas.Campaign.Kill;

/// <summary><c>kill</c>: a process with many sagas in flight is killed and started again.</summary>
internal static class KillCommand
{
    public static Command Create()
    {
        var cycles = new Option<int>("--cycles") { Description = "Cycles of kill and restart.", DefaultValueFactory = _ => 3 };
        var sagas = new Option<int>("--sagas") { Description = "Sagas in flight at the kill.", DefaultValueFactory = _ => 100_000 };
        var within = new Option<double>("--resume-within") { Description = "Seconds after a restart within which all must be taken up.", DefaultValueFactory = _ => 10 };
        var seed = new Option<int>("--seed") { Description = "Draws the moments of second kills.", DefaultValueFactory = _ => 1 };
        var bug = new Option<PlantedBug>("--bug") { Description = "Plants a bug around the engine, which must be found." };
        var command = new Command("kill", "Kills a process with sagas in flight, starts it again, and judges what is there in the end.") { cycles, sagas, within, seed, bug };
        command.SetAction(async (result, token) => await new KillCampaign(new KillOptions
        {
            Cycles = result.GetValue(cycles),
            Sagas = result.GetValue(sagas),
            ResumeWithin = TimeSpan.FromSeconds(result.GetValue(within)),
            Seed = result.GetValue(seed),
            Bug = result.GetValue(bug),
        }).RunAsync(token) ? 0 : 1);
        return command;
    }
}
