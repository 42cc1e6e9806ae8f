namespace Seckill.Buckets;

/// <summary>How fast the line moves: purchases that ended within the last 10 s.</summary>
internal sealed class LineRate(TimeProvider time)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Queue<(long At, long Ended)> _samples = new();
    private long _epoch;

    public void Sample(long epoch, long ended)
    {
        lock (_lock)
        {
            if (epoch != _epoch)
            {
                _epoch = epoch;
                _samples.Clear();
            }

            _samples.Enqueue((time.GetTimestamp(), ended));
            while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At) > s_window)
            {
                _samples.Dequeue();
            }
        }
    }

    /// <summary>The wait for a place in line; one second a place while nothing has moved yet.</summary>
    public TimeSpan Estimate(long position)
    {
        lock (_lock)
        {
            if (_samples.Count < 2)
            {
                return TimeSpan.FromSeconds(1);
            }

            var first = _samples.Peek();
            var last = _samples.Last();
            var seconds = time.GetElapsedTime(first.At, last.At).TotalSeconds;
            var moved = last.Ended - first.Ended;
            return moved <= 0 || seconds <= 0
                ? TimeSpan.FromSeconds(Math.Min(3600, position))
                : TimeSpan.FromSeconds(Math.Min(3600, position * seconds / moved));
        }
    }
}
