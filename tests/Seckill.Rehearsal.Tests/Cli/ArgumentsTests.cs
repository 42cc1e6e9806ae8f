using Seckill.Rehearsal.Cli;

namespace Seckill.Rehearsal.Tests.Cli;

public sealed class ArgumentsTests
{
    [Theory]
    [InlineData("", "sale")]
    [InlineData("--stock 5", "sale --stock 5")]
    [InlineData("kill --rounds 2", "kill --rounds 2")]
    [InlineData("--help", "--help")]
    public void Sale_is_the_default(string given, string expected)
    {
        var args = Arguments.WithDefault(given.Split(' ', StringSplitOptions.RemoveEmptyEntries), "sale");

        Assert.Equal(expected, string.Join(' ', args));
    }
}
