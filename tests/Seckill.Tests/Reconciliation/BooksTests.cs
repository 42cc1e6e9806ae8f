using Seckill.Ledger;
using Seckill.Reconciliation;

namespace Seckill.Tests.Reconciliation;

/// <summary>The light is green only for what is named and young; gaps are planted on either side.</summary>
public sealed class BooksTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(14);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rest_is_balanced_without_differences()
    {
        await using var world = await BooksWorld.StartAsync();
        await world.OrderAsync(3);
        world.Show(available: 97, confirmed: 3);

        var books = await world.ReadAsync();

        Assert.True(books.Balanced);
        Assert.Empty(books.Differences);
        Assert.Equal((100L, 97L, 3L), (books.Total, books.Available, books.PendingPayment));
    }

    [Theory]
    [InlineData(90, 7)]
    [InlineData(99, -2)]
    public async Task Gap_without_a_name_is_red_at_once(long available, long missing)
    {
        await using var world = await BooksWorld.StartAsync();
        await world.OrderAsync(3);
        world.Show(available, confirmed: 3);

        var books = await world.ReadAsync();

        Assert.False(books.Balanced);
        AssertDifferences(books, (missing, "unexplained"));
    }

    [Theory]
    [InlineData(94, 5)]
    [InlineData(101, -1)]
    public async Task Name_of_one_unit_excuses_no_more_than_its_unit(long available, long missing)
    {
        await using var world = await BooksWorld.StartAsync();
        await world.ReturnAsync();
        world.Show(available, confirmed: available == 94 ? 1 : 0);

        var books = await world.ReadAsync();

        Assert.False(books.Balanced);
        AssertDifferences(books, (1, "return-in-flight"), (missing, "unexplained"));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(100)]
    public async Task Return_is_green_while_it_is_young_and_red_when_it_is_old(long available)
    {
        await using var world = await BooksWorld.StartAsync();
        var draft = await world.ReturnAsync();
        world.Show(available, confirmed: 100 - available);

        await world.WatchForAsync(s_short);
        var young = await world.ReadAsync();
        await world.WatchForAsync(s_long - s_short);
        var old = await world.ReadAsync();

        Assert.True(young.Balanced);
        Assert.Equal(1, young.Settling);
        Assert.False(old.Balanced);
        var difference = Assert.Single(old.Differences);
        Assert.Equal("return-in-flight", difference.Cause);
        Assert.Equal([draft.Id.ToString()], difference.Ids);
    }

    [Fact]
    public async Task Age_counts_from_the_first_look_whoever_looks_in_between()
    {
        await using var world = await BooksWorld.StartAsync();
        await world.ReturnAsync();
        world.Show(available: 99, confirmed: 1);

        Assert.True((await world.ReadAsync()).Balanced);
        world.Clock.Advance(TimeSpan.FromHours(3));

        Assert.False((await world.ReadAsync()).Balanced);
    }

    [Fact]
    public async Task Every_return_has_an_age_of_its_own()
    {
        await using var world = await BooksWorld.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            var draft = await world.ReturnAsync();
            world.Show(available: 99, confirmed: 1);
            await world.WatchForAsync(s_short);
            Assert.True((await world.ReadAsync()).Balanced);
            await world.Orders.CompleteReturnsAsync([draft.Id], Token);
        }
    }

    [Fact]
    public async Task Healed_books_are_green_again()
    {
        await using var world = await BooksWorld.StartAsync();
        var draft = await world.ReturnAsync();
        world.Show(available: 99, confirmed: 1);
        await world.WatchForAsync(s_long);
        Assert.False((await world.ReadAsync()).Balanced);

        world.Show(available: 100);
        await world.Orders.CompleteReturnsAsync([draft.Id], Token);

        Assert.True((await world.ReadAsync()).Balanced);
    }

    [Fact]
    public async Task Order_that_the_store_has_not_confirmed_is_named_and_grows_old()
    {
        await using var world = await BooksWorld.StartAsync();
        var draft = await world.OrderAsync(2);
        world.Show(available: 98, reserved: 2);
        world.ShowLine(draft);

        var young = await world.ReadAsync();
        await world.WatchForAsync(s_long);
        var old = await world.ReadAsync();

        Assert.True(young.Balanced);
        Assert.Equal((0L, 2L), (young.Reserved, young.PendingPayment));
        AssertDifferences(young, (-2, "order-not-confirmed"));
        Assert.False(old.Balanced);
    }

    [Fact]
    public async Task Row_that_the_store_was_not_told_of_is_named_and_grows_old()
    {
        await using var world = await BooksWorld.StartAsync();
        var draft = await world.OrderAsync(2);
        world.Runtime.Bucket.Unresolved.AddRange((await world.Orders.FindAsync([draft.Id], Token)).OfType<Order>());

        var young = await world.ReadAsync();
        await world.WatchForAsync(s_long);

        Assert.True(young.Balanced);
        AssertDifferences(young, (-2, "order-not-told"));
        Assert.False((await world.ReadAsync()).Balanced);
    }

    [Fact]
    public async Task Open_adjustment_is_named_and_grows_old()
    {
        await using var world = await BooksWorld.StartAsync();
        await world.Book.OpenAdjustmentAsync(world.Sale.Id, "a1", 5, "why", Token);

        var young = await world.ReadAsync();
        world.Show(available: 99);
        var short1 = await world.ReadAsync();
        world.Show(available: 100);
        await world.WatchForAsync(s_long);

        Assert.True(young.Balanced);
        AssertDifferences(young, (5, "adjustment-open"));
        Assert.False(short1.Balanced);
        AssertDifferences(short1, (5, "adjustment-open"), (1, "unexplained"));
        Assert.False((await world.ReadAsync()).Balanced);
    }

    [Fact]
    public async Task Store_that_never_stands_still_is_believed_for_a_while_only()
    {
        await using var world = await BooksWorld.StartAsync();
        world.Store.Looked = () => world.Show(available: 90);

        var young = await world.ReadAsync();
        await world.WatchForAsync(s_long);

        Assert.True(young.Balanced);
        AssertDifferences(young, (10, "in-flight"));
        Assert.False((await world.ReadAsync()).Balanced);
    }

    [Fact]
    public async Task Many_returns_are_summed_up_and_the_first_hundred_named()
    {
        await using var world = await BooksWorld.StartAsync();
        for (var i = 0; i < 120; i++)
        {
            await world.ReturnAsync();
        }

        var books = await world.ReadAsync();

        Assert.Equal(120, books.Settling);
        Assert.Equal(100, Assert.Single(books.Differences).Ids.Count);
    }

    [Fact]
    public async Task Watch_looks_by_itself()
    {
        await using var world = await BooksWorld.StartAsync();
        await world.ReturnAsync();
        world.Show(available: 99, confirmed: 1);
        using var looked = new SemaphoreSlim(0);
        world.Store.Looked = () => looked.Release();
        await world.Watch.StartAsync(Token);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        // Its timer may not run yet at the first.
        for (var looks = 0; looks < 24;)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(2));
            looks += await looked.WaitAsync(TimeSpan.FromMilliseconds(5), patience.Token) ? 1 : 0;
        }

        Assert.False((await world.ReadAsync()).Balanced);
        await world.Watch.StopAsync(Token);
    }

    private static void AssertDifferences(Books books, params (long Units, string Cause)[] expected) =>
        Assert.Equal(expected, books.Differences.Select(d => (d.Units, d.Cause)));
}
