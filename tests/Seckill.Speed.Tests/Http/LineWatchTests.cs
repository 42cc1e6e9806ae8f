using Seckill.Speed.Http;

namespace Seckill.Speed.Tests.Http;

public sealed class LineWatchTests
{
    [Fact]
    public void IsSteady_LineStaysShort_True() =>
        Assert.True(LineWatch.IsSteady([0.02, 0.05, 0.03, 0.30, 0.02, 0.04, 0.03, 0.02, 0.05]));

    [Theory]
    [InlineData(new[] { 0.05, 0.05, 0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.35 })]
    [InlineData(new[] { 0.05, 0.05, 0.05, 1.20, 0.05, 0.05, 0.05, 0.05, 0.05 })]
    [InlineData(new[] { 0.05, 0.05 })]
    public void IsSteady_LineGrowsOrIsLongOrWasHardlySeen_False(double[] lags) => Assert.False(LineWatch.IsSteady(lags));
}
