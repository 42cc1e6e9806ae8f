namespace Seckill.Sqlite;

/// <summary>The ledger's time, as exact as its rows hold it, so that an answer equals what is read later.</summary>
internal sealed class LedgerClock(TimeProvider clock)
{
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
