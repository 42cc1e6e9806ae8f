namespace Seckill.AspNetCore.Caching;

/// <summary>How a cache stands: entries in memory, whether it hears the other hosts, whether the shared tier answers, changes it has not heard of.</summary>
internal sealed record CacheStateView(string Cache, int Entries, bool IsTrusted, bool IsDistributedUp, int PendingWrites);
