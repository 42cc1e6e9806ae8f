using System.CommandLine;
using Seckill.Rehearsal.Cli;

var root = new RootCommand("Plays flash sales over HTTP against a host on this machine and judges whether it keeps the laws.");
root.Add(SaleCommand.Create());
root.Add(KillCommand.Create());
root.Add(ReplayCommand.Create());
root.Add(PayRaceCommand.Create());
root.Add(FuzzCommand.Create());
root.Add(PacedCommand.Create());
return await root.Parse(Arguments.WithDefault(args, "sale")).InvokeAsync();
