using Seckill.Rehearsal.Cli;

return await CommandLine.Parse(args).InvokeAsync();
