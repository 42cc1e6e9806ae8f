using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace Seckill.Caching.Benchmarks.Contestants;

/// <summary>FusionCache's bus over Redis publish and subscribe: one message for each change.</summary>
internal sealed class FusionRedisBus(IConnectionMultiplexer link) : IFusionCacheBackplane
{
    private readonly ISubscriber _subscriber = link.GetSubscriber();
    private RedisChannel _channel;
    private ChannelMessageQueue? _queue;

    public void Subscribe(BackplaneSubscriptionOptions options) => SubscribeAsync(options).AsTask().GetAwaiter().GetResult();

    public async ValueTask SubscribeAsync(BackplaneSubscriptionOptions options)
    {
        _channel = RedisChannel.Literal(options.ChannelName!);
        _queue = await _subscriber.SubscribeAsync(_channel);
        _queue.OnMessage(async m => await options.IncomingMessageHandlerAsync!(BackplaneMessage.FromByteArray((byte[])m.Message!)));
    }

    public void Unsubscribe() => _queue?.Unsubscribe();

    public async ValueTask UnsubscribeAsync()
    {
        if (_queue is not null)
        {
            await _queue.UnsubscribeAsync();
        }
    }

    public void Publish(BackplaneMessage message, FusionCacheEntryOptions options, CancellationToken token = default) =>
        _subscriber.Publish(_channel, BackplaneMessage.ToByteArray(message));

    public async ValueTask PublishAsync(BackplaneMessage message, FusionCacheEntryOptions options, CancellationToken token = default) =>
        await _subscriber.PublishAsync(_channel, BackplaneMessage.ToByteArray(message));
}
