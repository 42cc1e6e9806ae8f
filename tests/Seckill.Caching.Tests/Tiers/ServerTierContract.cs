using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching.Tests.Servers;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Tiers;

/// <summary>The contract on a real server.</summary>
public abstract class ServerTierContract(CacheServer server) : DistributedCacheTierContract
{
    private readonly string _prefix = CacheServer.NewPrefix();

    public static TheoryData<string> Foreign => [.. ForeignValues.All];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Value_that_cannot_be_read_is_as_good_as_none(string value)
    {
        var (tier, _) = await ConnectAsync();
        Assert.Null(await tier.GetAsync("k"));
        await ForeignValues.PutAsync(server.Configuration, _prefix, "k", value);
        Assert.Null(await tier.GetAsync("k"));

        var lease = new OperationId(7);
        Assert.Equal(LeaseOutcome.Granted, (await tier.AcquireAsync("k", new LeaseRequest(lease, TimeSpan.FromSeconds(10)))).Outcome);
        Assert.True(await tier.CommitAsync("k", lease, new DistributedWrite(DistributedEntryState.Value, new byte[] { 1 }, TimeSpan.FromMinutes(1), SourceVersion: 5)) > 0);
        Assert.Equal(5, (await tier.GetAsync("k"))!.SourceVersion);
    }

    protected override ValueTask<(IDistributedCacheTier Tier, ICacheLog Log)> ConnectAsync()
    {
        var node = server.Connect(_prefix);
        return new((node.GetRequiredKeyedService<IDistributedCacheTier>(""), node.GetRequiredKeyedService<ICacheLog>("")));
    }
}
