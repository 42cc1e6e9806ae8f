using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching;

namespace Seckill.Sessions;

/// <summary>Sessions in the suite's cache. There is no source behind them: what the shared tier does not have is not there.</summary>
internal sealed class OperatorSessions(
    [FromKeyedServices(SeckillBuilder.CacheName)] SeckillCache cache,
    TimeProvider time,
    [FromKeyedServices(SeckillBuilder.CacheName)] IDistributedCacheTier? tier = null) : IOperatorSessions
{
    /// <summary>Bounds how long a host takes a session that was ended elsewhere, should it miss the message.</summary>
    public static readonly TimeSpan OwnCopy = TimeSpan.FromSeconds(30);

    // Their end is exact and nothing stands in for them: no spread, no background loads, no stale values.
    private static readonly CacheEntryOptions s_options = new() { LocalExpiration = OwnCopy, Jitter = 0, RefreshAfter = 1, FailSafeFor = TimeSpan.Zero };

    // Sessions whose end the shared tier has not confirmed: no more than were begun.
    private readonly ConcurrentDictionary<string, byte> _ending = new(StringComparer.Ordinal);

    public async ValueTask<string?> BeginAsync(OperatorSession session, CancellationToken cancellationToken = default)
    {
        var life = session.ExpiresAt - time.GetUtcNow();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(life, TimeSpan.Zero, nameof(session));
        var id = SessionId.Create();
        var options = s_options with { Expiration = life, LocalExpiration = tier is null ? life : OwnCopy };
        var outcome = await cache.SetAsync(SessionId.KeyOf(id)!, session, options, sourceVersion: 0, cancellationToken).ConfigureAwait(false);
        return outcome == WriteOutcome.Applied ? id : null;
    }

    public async ValueTask<SessionLookup> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        if (SessionId.KeyOf(id) is not { } key)
        {
            return SessionLookup.None;
        }

        var found = await cache.TryGetAsync<OperatorSession>(key, s_options, cancellationToken).ConfigureAwait(false);
        if (found.IsUnanswered)
        {
            return SessionLookup.Unknown;
        }

        return found is { IsFound: true, Value: { } session } && time.GetUtcNow() < session.ExpiresAt ? new SessionLookup(true, session) : SessionLookup.None;
    }

    public async ValueTask<bool> EndAsync(string id, CancellationToken cancellationToken = default)
    {
        // Anybody may ask, with any id: only what is known to be there is worth a write, and a note to repeat it.
        var found = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (found == SessionLookup.None)
        {
            return true;
        }

        var key = SessionId.KeyOf(id)!;
        if (found == SessionLookup.Unknown && !_ending.ContainsKey(key))
        {
            return false;
        }

        _ending[key] = 0;
        if (await cache.RemoveAsync(key, sourceVersion: 0, cancellationToken).ConfigureAwait(false) == WriteOutcome.Deferred)
        {
            return false;
        }

        _ending.TryRemove(key, out _);
        return true;
    }
}
