namespace Seckill.Caching;

/// <summary>What one node's cache has done since its start.</summary>
/// <param name="Name">The cache's name.</param>
/// <param name="Entries">Entries in the Local tier.</param>
/// <param name="Tiers">Look-ups by tier.</param>
/// <param name="Guards">How often each guard stepped in.</param>
/// <param name="IsTrusted">Whether the node hears of changes on other nodes; without a Distributed tier always true.</param>
/// <param name="IsDistributedUp">Whether calls to the Distributed tier are let through.</param>
/// <param name="PendingWrites">Keys whose last change the Distributed tier has not yet heard of.</param>
public sealed record CacheReport(
    string Name, int Entries, IReadOnlyList<TierReport> Tiers, IReadOnlyList<GuardReport> Guards, bool IsTrusted, bool IsDistributedUp, int PendingWrites);
