using Seckill.Ids;
using Seckill.Redis.Tests.Model;
using Seckill.Redis.Tests.Servers;
using Seckill.Stock;
using StackExchange.Redis;

namespace Seckill.Redis.Tests;

/// <summary>Missing is not zero: a bucket that has lost one of its keys is not loaded, whichever it is.</summary>
public abstract class LostKeyContract(StockServer server)
{
    private readonly BucketKey _bucket = new(SaleId.Parse($"lost-{Guid.NewGuid():N}"), 0);

    [Theory]
    [InlineData("s")]
    [InlineData("r")]
    [InlineData("u")]
    [InlineData("h")]
    public async Task Bucket_without_one_of_its_keys_is_not_loaded(string key)
    {
        await Samples.LoadAsync(server.Store, _bucket, total: 10);
        var wish = new ReserveRequest(Samples.Purchase(1), Samples.Buyer(1), 1);
        Assert.Equal(ReserveOutcome.Taken, (await server.Store.ReserveAsync(_bucket, 1, [wish])).Replies[0].Outcome);

        await using (var connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration))
        {
            Assert.True(await connection.GetDatabase().KeyDeleteAsync($"{{sk:{_bucket.Sale}.0}}:{key}"));
        }

        Assert.Equal(BucketStatus.NotLoaded, (await server.Store.ReserveAsync(_bucket, 1, [wish])).Status);
        Assert.Equal(BucketStatus.NotLoaded, (await server.Store.ReleaseAsync(_bucket, 1, [new ReleaseRequest(wish.Id, 1, false)])).Status);
        Assert.Null(await server.Store.ReadAsync(_bucket));
    }

    [Fact]
    public async Task Late_confirm_of_a_released_stranger_takes_no_units()
    {
        await Samples.LoadAsync(server.Store, _bucket, total: 10);
        var id = Samples.Purchase(2);

        var released = await server.Store.ReleaseAsync(_bucket, 1, [new ReleaseRequest(id, 2, false)]);
        var confirmed = await server.Store.ConfirmAsync(_bucket, [new ConfirmRequest(id, Samples.Buyer(2), 2, 1m, 5)]);

        Assert.Equal(ChangeOutcome.Unknown, released.Outcomes[0]);
        Assert.Equal(ChangeOutcome.Released, confirmed.Outcomes[0]);
        Assert.Equal(10, confirmed.View!.Available);
    }
}
