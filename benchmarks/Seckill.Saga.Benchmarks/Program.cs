using System.CommandLine;
using Seckill.Sagas.Benchmarks.Comparing;
using Seckill.Sagas.Benchmarks.Running;

var root = new RootCommand("Measures the saga engine beside other ones, in one run.") { CompareCommand.Create(), RunCommand.Create() };
return await root.Parse(args).InvokeAsync();
