using System.CommandLine;
using Seckill.Sagas.Benchmarks.Running;

var root = new RootCommand("Measures the saga engine beside other ones, in one run.") { RunCommand.Create() };
return await root.Parse(args).InvokeAsync();
