using Seckill.Caching.Writing;

namespace Seckill.Caching.Tests.Writing;

public sealed class PendingWritesTests
{
    private readonly PendingWrites _pending = new(capacity: 2);

    [Fact]
    public void Later_change_that_arrived_takes_over_for_what_waited_when_it_began()
    {
        _pending.AddKey("k", 0);
        var before = _pending.Find("k");
        _pending.Overwritten("k", before, sourceVersion: 0);

        Assert.False(_pending.Covers("k"));
    }

    [Fact]
    public void Change_that_began_to_wait_since_then_goes_on_waiting()
    {
        var before = _pending.Find("k");
        _pending.AddKey("k", 0);
        _pending.Overwritten("k", before, sourceVersion: 0);

        Assert.True(_pending.Covers("k"));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(6, true)]
    [InlineData(7, false)]
    [InlineData(8, false)]
    public void What_knows_of_a_newer_row_goes_on_waiting(long arrived, bool waits)
    {
        _pending.AddKey("k", 7);
        _pending.Overwritten("k", _pending.Find("k"), arrived);

        Assert.Equal(waits, _pending.Covers("k"));
    }

    [Fact]
    public void Two_changes_of_a_key_wait_as_one_that_knows_the_newer_row()
    {
        _pending.AddKey("k", 7);
        var first = Assert.Single(_pending.Keys);
        _pending.AddKey("k", 5);
        _pending.ArrivedKey(first);

        Assert.Equal(7, Assert.Single(_pending.Keys).Value.SourceVersion);
    }

    [Fact]
    public void Too_many_keys_or_tags_cover_everything_until_everything_is_removed()
    {
        _pending.AddKey("a", 0);
        _pending.AddKey("b", 0);
        Assert.False(_pending.Covers("x"));
        _pending.AddKey("c", 0);
        Assert.True(_pending.Covers("x"));

        var seen = _pending.Overflows;
        _pending.AddKey("d", 0);
        Assert.False(_pending.OverflowArrived(seen));
        Assert.True(_pending.IsOverflown);
        Assert.True(_pending.OverflowArrived(_pending.Overflows));
        Assert.False(_pending.Covers("x"));
    }

    [Fact]
    public void Tag_covers_every_key_and_too_many_are_everything()
    {
        Assert.True(_pending.AddTag("a"));
        Assert.True(_pending.AddTag("a"));
        Assert.True(_pending.Covers("x"));
        Assert.True(_pending.ArrivedTag(Assert.Single(_pending.Tags)));
        Assert.False(_pending.Covers("x"));

        Assert.True(_pending.AddTag("a"));
        Assert.True(_pending.AddTag("b"));
        Assert.False(_pending.AddTag("c"));
        Assert.True(_pending.IsOverflown);
    }
}
