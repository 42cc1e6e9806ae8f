using System.Net;
using Seckill.Rehearsal.Http;

namespace Seckill.Rehearsal.Tests.Http;

public sealed class HttpPoolTests
{
    [Fact]
    public void Refuses_to_leave_this_machine()
    {
        var elsewhere = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 80);

        Assert.Throws<ArgumentException>(() => new HttpPool(elsewhere, 1, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Lends_each_connection_to_one_at_a_time()
    {
        using var pool = new HttpPool(new IPEndPoint(IPAddress.Loopback, 1), 2, TimeSpan.FromSeconds(1));
        var first = await pool.RentAsync(TestContext.Current.CancellationToken);
        var second = await pool.RentAsync(TestContext.Current.CancellationToken);

        var third = pool.RentAsync(TestContext.Current.CancellationToken);

        Assert.NotSame(first, second);
        Assert.False(third.IsCompleted);
        pool.Return(first);
        Assert.Same(first, await third);
    }
}
