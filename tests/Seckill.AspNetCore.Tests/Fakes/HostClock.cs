using Microsoft.Extensions.Time.Testing;

namespace Seckill.AspNetCore.Tests.Fakes;

/// <summary>Virtual time that tells when a periodic timer stands, so that a test advances it only then.</summary>
internal sealed class HostClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
{
    private readonly TaskCompletionSource _ticker = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task TickerStands => _ticker.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (period == TimeSpan.FromMilliseconds(500))
        {
            _ticker.TrySetResult();
        }

        return timer;
    }
}
