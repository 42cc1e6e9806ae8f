using System.CommandLine;
using Seckill.Sagas.Campaign.Kill;
using Seckill.Sagas.Campaign.Waiting;
using Seckill.Sagas.Campaign.Working;

var root = new RootCommand("Proves the saga engine on SQLite in processes of its own: killed ones, and one that holds many waiting sagas.")
{
    KillCommand.Create(),
    WaitingCommand.Create(),
    WorkCommand.Create(),
    HoldCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
