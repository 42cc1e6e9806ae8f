using Seckill.Speed.Scripts;

namespace Seckill.Speed.Tests.Scripts;

public sealed class CommandStatsTests
{
    [Fact]
    public void Parse_AmongOtherCommands_ReadsTheScripts()
    {
        const string Info = "# Commandstats\r\ncmdstat_hset:calls=9,usec=9,usec_per_call=1.00\r\n"
            + "cmdstat_evalsha:calls=64,usec=17664,usec_per_call=276.00,rejected_calls=0,failed_calls=0\r\n";

        Assert.Equal(new CommandStats(64, 17_664), CommandStats.Parse(Info));
    }

    [Fact]
    public void Parse_NoScriptWasCalled_Fails() => Assert.Throws<FormatException>(() => CommandStats.Parse("# Commandstats\r\n"));
}
