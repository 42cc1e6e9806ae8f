namespace Seckill.Caching.Tests;

internal static class Eventually
{
    /// <summary>Waits in small steps until something that runs on other threads has come true.</summary>
    public static async Task IsTrueAsync(Func<bool> condition, double seconds = 10)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started).TotalSeconds < seconds, "It has not come true in time.");
            await Task.Delay(1);
        }
    }

    /// <summary>The same for a condition that must ask.</summary>
    public static async Task IsTrueAsync(Func<ValueTask<bool>> condition, double seconds = 10)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started).TotalSeconds < seconds, "It has not come true in time.");
            await Task.Delay(1);
        }
    }
}
