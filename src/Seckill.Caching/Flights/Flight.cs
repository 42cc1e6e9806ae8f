using Seckill.Caching.Local;

namespace Seckill.Caching.Flights;

/// <summary>One resolution of a key that any number of callers of this node wait for.</summary>
internal sealed class Flight(string key, Type type, long number, OperationId operation, bool isRefresh, bool completeInline) : KeyWatch(key, operation)
{
    private object? _landing;

    /// <summary>Grows with each flight: tells whether it began after a caller came.</summary>
    public long Number { get; } = number;

    /// <summary>The type of value it brings.</summary>
    public Type Type { get; } = type;

    /// <summary>Nobody waits: the value at hand is still fresh.</summary>
    public bool IsRefresh { get; } = isRefresh;

    /// <summary>What it brings; null when those who wait must look again.</summary>
    public SharedResult<LocalEntry?> Result { get; } = new(completeInline);

    /// <summary>What those get who came aboard later, all together: the flight's result if it is good for them too. The first of them sees to it.</summary>
    public SharedResult<TypedEntry<T>> LandingOf<T>(out bool isFirst)
    {
        isFirst = false;
        if (Volatile.Read(ref _landing) is not { } landing)
        {
            var mine = new SharedResult<TypedEntry<T>>(completeInline);
            landing = Interlocked.CompareExchange(ref _landing, mine, null) ?? mine;
            isFirst = ReferenceEquals(landing, mine);
        }

        return (SharedResult<TypedEntry<T>>)landing;
    }
}
