namespace Seckill.Rehearsal.Cli;

/// <summary>The command line before it is parsed.</summary>
internal static class Arguments
{
    /// <summary>Puts the default command in front when only options are given.</summary>
    public static string[] WithDefault(string[] args, string command) =>
        args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("-h" or "-?" or "--help" or "--version")) ? [command, .. args] : args;
}
