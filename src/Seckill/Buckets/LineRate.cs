namespace Seckill.Buckets;

/// <summary>How fast the line moves: purchases that ended within the last 10 s.</summary>
internal sealed class LineRate(TimeProvider time)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Queue<(long At, long Ended)> _samples = new();
    private long _epoch;
    private double _perSecond = double.NaN;

    public void Sample(long epoch, long ended)
    {
        lock (_lock)
        {
            if (epoch != _epoch)
            {
                _epoch = epoch;
                _samples.Clear();
            }

            var now = time.GetTimestamp();
            _samples.Enqueue((now, ended));
            while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > s_window)
            {
                _samples.Dequeue();
            }

            var seconds = time.GetElapsedTime(_samples.Peek().At, now).TotalSeconds;
            Volatile.Write(ref _perSecond, seconds > 0 ? (ended - _samples.Peek().Ended) / seconds : double.NaN);
        }
    }

    /// <summary>The wait for a place in line: one second before the first look, one second a place while nothing moves, an hour at the most.</summary>
    public TimeSpan Estimate(long position)
    {
        var perSecond = Volatile.Read(ref _perSecond);
        var seconds = double.IsNaN(perSecond) ? 1 : perSecond > 0 ? position / perSecond : position;
        return TimeSpan.FromSeconds(Math.Min(s_longest.TotalSeconds, seconds));
    }
}
