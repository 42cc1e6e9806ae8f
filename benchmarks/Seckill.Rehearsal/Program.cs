using System.CommandLine;
using Seckill.Rehearsal.Cli;

var line = CommandLine.Parse(args);
if (line.Errors.Count > 0)
{
    await line.InvokeAsync();
    return ExitCode.NotPlayed;
}

try
{
    return await line.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
#pragma warning disable CA1031 // Whatever it is, the campaign was not played, and that is not a broken law.
catch (Exception e)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync(e.ToString());
    return ExitCode.NotPlayed;
}
