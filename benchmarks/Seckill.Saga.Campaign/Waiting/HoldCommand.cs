using System.CommandLine;

namespace Seckill.Sagas.Campaign.Waiting;

/// <summary><c>hold</c>: a process that holds waiting sagas; started by the campaign.</summary>
internal static class HoldCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Required = true };
        var count = new Option<int>("--count");
        var firstDue = new Option<long>("--first-due");
        var over = new Option<double>("--over");
        var stays = new Option<bool>("--stays");
        var command = new Command("hold", "Holds waiting sagas.") { folder, count, firstDue, over, stays };
        command.Hidden = true;
        command.SetAction(async (result, token) => await new Holder(new HoldOptions(
            result.GetValue(folder)!,
            result.GetValue(count),
            DateTimeOffset.FromUnixTimeMilliseconds(result.GetValue(firstDue)),
            TimeSpan.FromSeconds(result.GetValue(over)),
            result.GetValue(stays))).RunAsync(token));
        return command;
    }
}
