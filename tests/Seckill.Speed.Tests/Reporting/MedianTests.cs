using Seckill.Speed.Reporting;

namespace Seckill.Speed.Tests.Reporting;

public sealed class MedianTests
{
    [Theory]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2.0)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 3.0 }, 2.5)]
    [InlineData(new[] { 7.0 }, 7.0)]
    public void Of_AnyOrder_IsTheMiddle(double[] values, double middle) => Assert.Equal(middle, Median.Of(values));

    [Fact]
    public void Of_Nothing_IsRefused() => Assert.Throws<ArgumentException>(() => Median.Of([]));
}
