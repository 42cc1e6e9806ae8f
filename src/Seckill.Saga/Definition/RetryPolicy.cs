namespace Seckill.Sagas;

/// <summary>How often a step is tried, and when.</summary>
internal sealed class RetryPolicy
{
    /// <summary>For steps that can be undone instead.</summary>
    public static readonly RetryPolicy Forward = new(3, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2), jitter: true, []);

    /// <summary>For undoing, and for whatever has no other way than forward.</summary>
    public static readonly RetryPolicy Undo = new(10, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30), jitter: true, []);

    private readonly IReadOnlyList<Func<Exception, bool>> _handles;
    public RetryPolicy(int max, TimeSpan first, TimeSpan cap, bool jitter, IReadOnlyList<Func<Exception, bool>> handles) =>
        (Max, First, Cap, HasJitter, _handles) = (max, first, cap, jitter, handles);

    /// <summary>Tries, the first included.</summary>
    public int Max { get; }

    public TimeSpan First { get; }

    public TimeSpan Cap { get; }

    /// <summary>Whether each wait is drawn from nothing to its full length.</summary>
    public bool HasJitter { get; }

    /// <summary>Whether a try that threw may be repeated. Without types named, any may.</summary>
    public bool Handles(Exception exception) => _handles.Count == 0 || _handles.Any(h => h(exception));

    /// <summary>The wait behind a try: doubling from the first up to the cap; with full jitter, anything from nothing to that.</summary>
    public TimeSpan DelayAfter(int attempt, Random random)
    {
        var doubled = First.Ticks * Math.Pow(2, Math.Min(attempt - 1, 40));
        var delay = Math.Min(doubled, Cap.Ticks);
        return TimeSpan.FromTicks((long)(HasJitter ? delay * random.NextDouble() : delay));
    }
}
