using System.Text.Json;
using Seckill.Rehearsal.Cli;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Tests.Cli;

public sealed class ReportJsonTests
{
    [Fact]
    public async Task Writes_figures_and_broken_laws_with_examples()
    {
        var report = new Report("sale", seed: 5);
        report.Set("--stock", 10);
        report.Measure("throughput", 12.5, "/s");
        report.Law("no-oversell", "never").Check(false, () => "11 of 10");
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            await ReportJson.WriteAsync(report, file);
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken));

            Assert.False(json.RootElement.GetProperty("passed").GetBoolean());
            Assert.Equal("10", json.RootElement.GetProperty("settings").GetProperty("--stock").GetString());
            Assert.Equal(12.5, json.RootElement.GetProperty("figures")[0].GetProperty("value").GetDouble());
            Assert.Equal("11 of 10", json.RootElement.GetProperty("laws")[0].GetProperty("examples")[0].GetString());
        }
        finally
        {
            file.Delete();
        }
    }
}
