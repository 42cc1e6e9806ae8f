using Microsoft.Extensions.Internal;

namespace Seckill.Caching.Local;

internal sealed class ProviderClock(TimeProvider provider) : ISystemClock
{
    public DateTimeOffset UtcNow => provider.GetUtcNow();
}
