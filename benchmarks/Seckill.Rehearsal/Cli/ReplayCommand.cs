using System.CommandLine;
using Seckill.Rehearsal.Replay;

namespace Seckill.Rehearsal.Cli;

/// <summary><c>replay</c>: keys are repeated.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var repeat = Options.Count("--repeat", 10, "How often the whole is played.", most: 10_000);
        var atOnce = Options.Count("--at-once", 50, "Requests under one key at once.", least: 2, most: 50);
        var mode = Options.Mode();
        var command = new Command("replay", "Repeats keys at once, after sold-out, while paused, after the end and after a restart: always the same purchase.")
        {
            repeat, atOnce, mode,
        };
        return CampaignRunner.Complete(command, result => new ReplayCampaign(new ReplayOptions
        {
            Repeat = result.GetValue(repeat),
            AtOnce = result.GetValue(atOnce),
            Mode = result.GetRequiredValue(mode),
        }));
    }
}
