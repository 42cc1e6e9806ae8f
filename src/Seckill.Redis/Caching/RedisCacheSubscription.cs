using Seckill.Caching;
using StackExchange.Redis;

namespace Seckill.Redis.Caching;

/// <summary>Pushes records to a listener, in the order they came.</summary>
internal sealed class RedisCacheSubscription : IAsyncDisposable
{
    private readonly IConnectionMultiplexer _multiplexer;
    private readonly ChannelMessageQueue _queue;
    private readonly ICacheLogListener _listener;

    public RedisCacheSubscription(IConnectionMultiplexer multiplexer, ChannelMessageQueue queue, ICacheLogListener listener)
    {
        (_multiplexer, _queue, _listener) = (multiplexer, queue, listener);
        multiplexer.ConnectionRestored += OnRestored;
        queue.OnMessage(OnMessage);
    }

    public async ValueTask DisposeAsync()
    {
        _multiplexer.ConnectionRestored -= OnRestored;
        await _queue.UnsubscribeAsync(CommandFlags.FireAndForget).ConfigureAwait(false);
    }

    private void OnMessage(ChannelMessage message)
    {
        if ((string?)message.Message is { } text)
        {
            _listener.Received(RecordText.Parse(text));
        }
    }

    private void OnRestored(object? sender, ConnectionFailedEventArgs e) => _listener.LinkRestored();
}
