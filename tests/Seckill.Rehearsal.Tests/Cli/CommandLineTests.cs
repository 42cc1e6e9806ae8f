using Seckill.Rehearsal.Cli;

namespace Seckill.Rehearsal.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("sale --url http://127.0.0.1:5080 --seed 3 --json report.json --rate 0 --connections 10000")]
    [InlineData("--url http://localhost:5080 --mode queued")]
    [InlineData("kill --rounds 10 --wipe-stock-every 3 --stock-folder stock")]
    [InlineData("replay --repeat 10")]
    [InlineData("payrace --races 10000")]
    [InlineData("fuzz --count 100000")]
    [InlineData("paced --rate 5000 --seconds 30 --p99 20")]
    public void Takes_what_the_readme_shows(string line) => Assert.Empty(Parse(line));

    [Theory]
    [InlineData("--url http://192.0.2.1:80", "not an http address of this machine")]
    [InlineData("--url nonsense", "not an http address of this machine")]
    [InlineData("--duplicates 1.5", "must be between 0 and 1")]
    [InlineData("--buyers 0", "must be between 1 and 100000")]
    [InlineData("--mode sideways", "sideways")]
    public void Names_what_is_wrong(string line, string message) =>
        Assert.Contains(Parse(line), error => error.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void A_given_url_is_read()
    {
        var result = CommandLine.Parse(["--url", "http://127.0.0.1:5080"]);

        Assert.Equal(new Uri("http://127.0.0.1:5080"), result.GetValue<Uri>("--url"));
    }

    private static string[] Parse(string line) =>
        [.. CommandLine.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Errors.Select(error => error.Message)];
}
