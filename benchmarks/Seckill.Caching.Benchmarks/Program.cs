using System.CommandLine;
using Seckill.Caching.Benchmarks.Running;

return await BenchmarkCommands.Create().Parse(args).InvokeAsync();
