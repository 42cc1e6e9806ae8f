using Seckill.Speed.Http;

namespace Seckill.Speed.Tests.Http;

public sealed class BooksCheckTests
{
    private static readonly SaleBooks s_books = new(Total: 1_000, Available: 400, Reserved: 0, PendingPayment: 600, Settling: 0, Balanced: true);

    [Theory]
    [InlineData(600, 0, true)]
    [InlineData(590, 10, true)]
    [InlineData(589, 10, false)]
    [InlineData(601, 10, false)]
    public void Agrees_CountedAgainstBooks_AllowsOnlyWhatWasCutOff(long counted, long cutOff, bool agrees) =>
        Assert.Equal(agrees, BooksCheck.Agrees(s_books, counted, cutOff));

    [Fact]
    public void Agrees_BooksNotAtRest_Never()
    {
        Assert.False(BooksCheck.Agrees(s_books with { Available = 399, Reserved = 1 }, 600, 0));
        Assert.False(BooksCheck.Agrees(s_books with { Available = 399 }, 600, 0));
        Assert.False(BooksCheck.Agrees(s_books with { Balanced = false }, 600, 0));
    }
}
