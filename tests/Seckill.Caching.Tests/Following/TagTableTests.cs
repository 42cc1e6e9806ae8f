using Seckill.Caching.Following;

namespace Seckill.Caching.Tests.Following;

public sealed class TagTableTests
{
    private readonly TagTable _table = new();

    [Theory]
    [InlineData(10, "Removed")]
    [InlineData(19, "Removed")]
    [InlineData(20, "Valid")]
    [InlineData(21, "Valid")]
    public void Entry_whose_load_began_before_the_removal_is_dead(long stamp, string state)
    {
        _table.Record("t", 20);

        Assert.Equal(state, _table.Check(["other", "t"], stamp).ToString());
        Assert.Equal(TagState.Valid, _table.Check(["other"], stamp));
    }

    [Fact]
    public void Later_removal_is_not_undone_by_an_earlier_one_that_is_heard_late()
    {
        _table.Record("t", 20);
        _table.Record("t", 10);
        _table.Record(TagTable.Everything, 15);
        _table.Record(TagTable.Everything, 5);

        Assert.Equal(TagState.Removed, _table.Check(["t"], 19));
        Assert.Equal(TagState.Removed, _table.Check([], 14));
        Assert.Equal(TagState.Valid, _table.Check([], 15));
        Assert.Equal(20, _table.Known);
    }

    [Fact]
    public void What_the_table_does_not_reach_back_to_is_not_known_until_it_is_asked_for()
    {
        _table.Record("t", 20);
        _table.Reset(30);
        Assert.Equal(TagState.Unknown, _table.Check(["t"], 29));
        Assert.Equal(TagState.Valid, _table.Check(["t"], 30));
        Assert.Equal(TagState.Valid, _table.Check([], 29));

        _table.Record("t", 0);
        Assert.Equal(TagState.Valid, _table.Check(["t"], 29));
        Assert.Equal(TagState.Unknown, _table.Check(["t", "u"], 29));
    }

    [Fact]
    public async Task So_many_tags_that_the_table_is_begun_anew_leave_no_removed_entry()
    {
        await using var nodes = await Nodes.TwoNodes.StartAsync();
        var options = new CacheEntryOptions { Tags = ["t"] };
        var source = new Source("old");
        await nodes.A.GetAsync("k", source, options);
        await nodes.B.GetAsync("k", source, options);
        await nodes.B.Cache.RemoveByTagAsync("t");
        source.Value = "new";
        for (var i = 0; i < 100_001; i++)
        {
            await nodes.B.Cache.RemoveByTagAsync($"t{i}");
        }

        Assert.Equal("new", await nodes.A.GetAsync("k", source, options));
        Assert.Equal("new", await nodes.B.GetAsync("k", source, options));
    }
}
