using System.Collections.Concurrent;
using System.Globalization;
using Seckill.Sessions;

namespace Seckill.AspNetCore.Tests.Fakes;

/// <summary>Sessions in a table, for hosts whose tests are about something else; tests of sessions bring the real ones.</summary>
internal sealed class FakeOperatorSessions : IOperatorSessions
{
    private readonly ConcurrentDictionary<string, OperatorSession> _sessions = new(StringComparer.Ordinal);

    public ValueTask<string?> BeginAsync(OperatorSession session, CancellationToken cancellationToken = default)
    {
        var id = _sessions.Count.ToString(CultureInfo.InvariantCulture);
        _sessions[id] = session;
        return new(id);
    }

    public ValueTask<SessionLookup> FindAsync(string id, CancellationToken cancellationToken = default) => new(new SessionLookup(true, _sessions.GetValueOrDefault(id)));

    public ValueTask<bool> EndAsync(string id, CancellationToken cancellationToken = default)
    {
        _sessions.TryRemove(id, out _);
        return new(true);
    }
}
