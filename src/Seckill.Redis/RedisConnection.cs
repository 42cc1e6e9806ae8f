using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Seckill.Redis;

/// <summary>Owns the one multiplexer of the process.</summary>
internal sealed class RedisConnection(IOptions<RedisStockOptions> options) : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection = new(() => ConnectAsync(options.Value.Configuration, inspect: false));

    public async ValueTask<IDatabase> GetDatabaseAsync()
    {
        var connection = _connection.Value;
        return connection.IsCompletedSuccessfully
            ? connection.Result.GetDatabase()
            : (await connection.ConfigureAwait(false)).GetDatabase();
    }

    /// <summary>A connection of its own that may read the server's settings; the one that serves purchases may not.</summary>
    public Task<ConnectionMultiplexer> OpenForInspectionAsync() => ConnectAsync(options.Value.Configuration, inspect: true);

    public async ValueTask DisposeAsync()
    {
        // A connection that never came about has nothing to close.
        if (_connection is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await _connection.Value.Result.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(string configuration, bool inspect)
    {
        var options = ConfigurationOptions.Parse(configuration);
        options.AllowAdmin = inspect;
        options.AbortOnConnectFail = false;
        // A call that cannot be sent now must not be applied later behind its caller's back.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        // Keys and values of buyers do not belong into exception texts.
        options.IncludeDetailInExceptions = false;
        return await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
    }
}
