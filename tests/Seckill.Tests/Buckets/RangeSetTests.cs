using Seckill.Buckets;

namespace Seckill.Tests.Buckets;

public sealed class RangeSetTests
{
    [Fact]
    public void What_grows_behind_a_gap_stays_one_range()
    {
        var ranges = new RangeSet();
        for (var i = 0; i < 1_000; i++)
        {
            ranges.Add(10 + (i * 2), 11 + (i * 2));
        }

        Assert.Equal(1, ranges.Count);
        Assert.Equal(5, ranges.TakeFrom(5));
        Assert.Equal(2_009, ranges.TakeFrom(9));
        Assert.Equal(0, ranges.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ranges_in_any_order_are_what_a_set_of_numbers_is(int seed)
    {
        var random = new Random(seed);
        var ranges = new RangeSet();
        var model = new HashSet<long>();
        long upTo = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var first = upTo + random.Next(-5, 40);
            var last = first + random.Next(0, 6);
            ranges.Add(first, last);
            for (var n = first; n <= last; n++)
            {
                model.Add(n);
            }

            var before = upTo;
            upTo = ranges.TakeFrom(upTo);
            Assert.DoesNotContain(upTo + 1, model);
            for (var n = before + 1; n <= upTo; n++)
            {
                Assert.Contains(n, model);
            }

            model.RemoveWhere(n => n <= upTo);
        }

        Assert.True(upTo > 1_000);
    }
}
