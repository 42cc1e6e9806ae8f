using System.CommandLine;

namespace Seckill.Rehearsal.Cli;

/// <summary>The whole command line.</summary>
internal static class CommandLine
{
    private const string DefaultCampaign = "sale";

    public static ParseResult Parse(string[] args)
    {
        var root = new RootCommand("Plays flash sales over HTTP against a host on this machine and judges whether it keeps the laws.")
        {
            SaleCommand.Create(),
            KillCommand.Create(),
            ReplayCommand.Create(),
            PayRaceCommand.Create(),
            FuzzCommand.Create(),
            PacedCommand.Create(),
            WaveCommand.Create(),
            ExpireCommand.Create(),
        };
        return root.Parse(Arguments.WithDefault(args, DefaultCampaign));
    }
}
