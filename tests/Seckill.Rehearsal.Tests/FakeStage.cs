using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Judging;
using Seckill.Rehearsal.Tests.FakeHost;

namespace Seckill.Rehearsal.Tests;

/// <summary>A stage with the fake host on it; its power can be cut like a process's.</summary>
internal sealed class FakeStage : IHostControl, IAsyncDisposable
{
    private readonly FakeShop _shop;
    private FakeWeb? _web;

    private FakeStage(Bug bugs) => _shop = new FakeShop(bugs);

    public HostAddress Address { get; private set; } = new(new Uri("http://127.0.0.1:1"));

    /// <summary>Plays a campaign on a fake host with these bugs and gives the report.</summary>
    public static async Task<Report> PlayAsync(ICampaign campaign, Bug bugs)
    {
        await using var host = new FakeStage(bugs);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var report = new Report(campaign.Name, seed: 7);
        await campaign.RunAsync(new Stage(host.Address, host, report, TextWriter.Null), TestContext.Current.CancellationToken);
        return report;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _web = new FakeWeb(_shop);
        var port = await _web.StartAsync(Address.Url.Port == 1 ? 0 : Address.Url.Port);
        Address = new HostAddress(new Uri($"http://127.0.0.1:{port}"));
    }

    public Task StopAsync() => DisposeAsync().AsTask();

    public async Task KillAsync()
    {
        await DisposeAsync();
        _shop.LosePower();
    }

    public void DeleteData(string folder)
    {
        // The fake host has no stock engine whose data could be lost.
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
            _web = null;
        }
    }
}
