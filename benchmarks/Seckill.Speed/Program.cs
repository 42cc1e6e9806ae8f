using System.CommandLine;
using Seckill.Speed;
using Seckill.Speed.Http;
using Seckill.Speed.Scripts;

var root = new RootCommand("Measures the suite's speed as ratios within one run.") { HttpCommand.Create(), ScriptCommand.Create() };
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (BenchmarkFailedException failure)
{
    await Console.Error.WriteLineAsync("FAILED: " + failure.Message);
    return 1;
}
