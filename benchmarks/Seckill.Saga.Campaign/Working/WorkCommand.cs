using System.CommandLine;

namespace Seckill.Sagas.Campaign.Working;

/// <summary><c>work</c>: a process that runs sagas; started and killed by the campaign.</summary>
internal static class WorkCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Required = true };
        var from = new Option<int>("--from");
        var count = new Option<int>("--count");
        var room = new Option<int>("--room");
        var holds = new Option<bool>("--holds");
        var bug = new Option<PlantedBug>("--bug");
        var command = new Command("work", "Runs sagas until it is killed, or until nothing is unfinished.") { folder, from, count, room, holds, bug };
        command.Hidden = true;
        command.SetAction(async (result, token) => await new Worker(new WorkOptions
        {
            Folder = new CampaignFolder(result.GetValue(folder)!),
            From = result.GetValue(from),
            Count = result.GetValue(count),
            Room = result.GetValue(room),
            Holds = result.GetValue(holds),
            Bug = result.GetValue(bug),
        }).RunAsync(token));
        return command;
    }
}
