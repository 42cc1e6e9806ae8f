namespace Seckill.Caching.Distributed;

/// <summary>Renews a lease at a third of its life for as long as the load runs, so that only a dead loader is replaced.</summary>
internal sealed class LeaseKeeper : IDisposable
{
    private readonly TierCaller _tier;
    private readonly string _key;
    private readonly OperationId _lease;
    private readonly TimeSpan _duration;
    private readonly ITimer _timer;
    private int _isGone;

    public LeaseKeeper(TierCaller tier, string key, OperationId lease, TimeSpan duration, TimeProvider provider)
    {
        (_tier, _key, _lease, _duration) = (tier, key, lease, duration);
        _timer = provider.CreateTimer(static state => _ = ((LeaseKeeper)state!).RenewAsync(), this, duration / 3, duration / 3);
    }

    public void Dispose() => _timer.Dispose();

    private async Task RenewAsync()
    {
        if (Volatile.Read(ref _isGone) != 0)
        {
            return;
        }

        var renewed = await _tier.CallAsync(
            static (tier, a, ct) => tier.RenewAsync(a._key, a._lease, a._duration, ct), (_key, _lease, _duration)).ConfigureAwait(false);
        if (renewed is { HasAnswer: true, Value: false })
        {
            // Overtaken. The commit will be refused; asking on is of no use.
            Volatile.Write(ref _isGone, 1);
        }
    }
}
