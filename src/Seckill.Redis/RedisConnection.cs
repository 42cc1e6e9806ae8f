using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Seckill.Redis;

/// <summary>
/// Owns the one multiplexer of the process. A server that could not be reached at start is checked before it is used: one that evicts would lose
/// stock without a word.
/// </summary>
internal sealed class RedisConnection(IOptions<RedisStockOptions> options, RedisServerCheck check, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan s_refuseFor = TimeSpan.FromSeconds(1);

    private readonly Lazy<Task<ConnectionMultiplexer>> _connection = new(() => ConnectAsync(options.Value, inspect: false));
    private readonly SemaphoreSlim _checking = new(1, 1);
    private volatile bool _isChecked;
    private int _reconnects;
    private int _isHeard;
    private InvalidOperationException? _refusal;
    private long _refusedAt;

    /// <exception cref="InvalidOperationException">The server could lose stock silently; the message says what to change.</exception>
    public ValueTask<IDatabase> GetDatabaseAsync() =>
        _isChecked ? new(_connection.Value.Result.GetDatabase()) : GetCheckedDatabaseAsync();

    /// <summary>Checks the server now, if it can be reached; otherwise it is checked when it can.</summary>
    /// <exception cref="InvalidOperationException">The server could lose stock silently; the message says what to change.</exception>
    public async Task CheckAsync()
    {
        var connection = await _connection.Value.ConfigureAwait(false);
        Hear(connection);
        await _checking.WaitAsync().ConfigureAwait(false);
        try
        {
            await CheckNeedsLockAsync().ConfigureAwait(false);
        }
        finally
        {
            _checking.Release();
        }
    }

    /// <summary>A connection of its own that may read the server's settings; the one that serves purchases may not.</summary>
    /// <param name="patience">How long a call may take; null for the usual time.</param>
    public Task<ConnectionMultiplexer> OpenForInspectionAsync(TimeSpan? patience = null) => ConnectAsync(options.Value, inspect: true, patience);

    public async ValueTask DisposeAsync()
    {
        // A connection that never came about has nothing to close.
        if (_connection is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await _connection.Value.Result.DisposeAsync().ConfigureAwait(false);
        }

        _checking.Dispose();
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(RedisStockOptions settings, bool inspect, TimeSpan? patience = null)
    {
        var options = ConfigurationOptions.Parse(settings.Configuration);
        settings.ConfigureClient?.Invoke(options);
        options.AllowAdmin = inspect;
        if (patience is { } time)
        {
            options.AsyncTimeout = (int)time.TotalMilliseconds;
        }

        options.AbortOnConnectFail = false;
        // A call that cannot be sent now must not be applied later behind its caller's back.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        // Keys and values of buyers do not belong into exception texts.
        options.IncludeDetailInExceptions = false;
        return await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
    }

    private async ValueTask<IDatabase> GetCheckedDatabaseAsync()
    {
        var connection = await _connection.Value.ConfigureAwait(false);
        Hear(connection);
        // While nobody answers, the call itself says so best.
        if (connection.IsConnected)
        {
            await CheckOnceAsync().ConfigureAwait(false);
        }

        return connection.GetDatabase();
    }

    // One looks for all who come meanwhile, and again after a second at the earliest.
    private async Task CheckOnceAsync()
    {
        await _checking.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isChecked)
            {
                return;
            }

            if (_refusal is { } refusal && time.GetElapsedTime(_refusedAt) < s_refuseFor)
            {
                throw new InvalidOperationException(refusal.Message, refusal);
            }

            await CheckNeedsLockAsync().ConfigureAwait(false);
        }
        finally
        {
            _checking.Release();
        }
    }

    private async Task CheckNeedsLockAsync()
    {
        var reconnects = Volatile.Read(ref _reconnects);
        var inspection = await OpenForInspectionAsync().ConfigureAwait(false);
        await using var _ = inspection.ConfigureAwait(false);
        try
        {
            var isKnown = await check.CheckAsync(inspection).ConfigureAwait(false);
            _refusal = null;
            _isChecked = isKnown;
        }
        catch (InvalidOperationException unfit)
        {
            _isChecked = false;
            (_refusal, _refusedAt) = (unfit, time.GetTimestamp());
            throw;
        }

        // Whoever came back during the check may be another server.
        if (reconnects != Volatile.Read(ref _reconnects))
        {
            _isChecked = false;
        }
    }

    private void Hear(ConnectionMultiplexer connection)
    {
        if (Interlocked.Exchange(ref _isHeard, 1) == 0)
        {
            connection.ConnectionRestored += (_, _) => Forget();
            connection.ConfigurationChanged += (_, _) => Forget();
        }
    }

    private void Forget()
    {
        Interlocked.Increment(ref _reconnects);
        _isChecked = false;
    }
}
