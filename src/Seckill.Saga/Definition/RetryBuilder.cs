namespace Seckill.Sagas;

/// <summary>Says how often and when something is tried again.</summary>
public sealed class RetryBuilder
{
    private readonly List<Func<Exception, bool>> _handles = [];
    private int _max;
    private TimeSpan _first;
    private TimeSpan _cap;
    private bool _jitter;
    private bool _isJitterSaid;

    private RetryBuilder(RetryPolicy start) => (_max, _first, _cap, _jitter) = (start.Max, start.First, start.Cap, start.HasJitter);

    /// <summary>Tries at the most, the first included; 1 or more.</summary>
    public RetryBuilder Max(int tries)
    {
        _max = tries;
        return this;
    }

    /// <summary>The wait doubles with every try, without jitter unless <see cref="FullJitter"/> is said.</summary>
    /// <param name="first">The wait behind the first try.</param>
    /// <param name="cap">The longest wait.</param>
    public RetryBuilder Exponential(TimeSpan first, TimeSpan cap)
    {
        (_first, _cap, _jitter) = (first, cap, _isJitterSaid);
        return this;
    }

    /// <summary>The wait is always the same.</summary>
    public RetryBuilder Fixed(TimeSpan delay) => Exponential(delay, delay);

    /// <summary>Each wait is anything from nothing to its full length, so that sagas that failed together do not come back together.</summary>
    public RetryBuilder FullJitter()
    {
        (_jitter, _isJitterSaid) = (true, true);
        return this;
    }

    /// <summary>Only exceptions of the types named so are tried again; others use up the tries at once. Without any, all are.</summary>
    public RetryBuilder On<TException>()
        where TException : Exception
    {
        _handles.Add(static e => e is TException);
        return this;
    }

    /// <summary>Exceptions that this accepts are tried again.</summary>
    public RetryBuilder On(Func<Exception, bool> accept)
    {
        _handles.Add(accept);
        return this;
    }

    internal static RetryPolicy Make(Action<RetryBuilder> configure, RetryPolicy start)
    {
        var builder = new RetryBuilder(start);
        configure(builder);
        return new RetryPolicy(builder._max, builder._first, builder._cap, builder._jitter, builder._handles);
    }
}
