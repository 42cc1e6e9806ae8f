namespace Seckill.Caching;

/// <summary>Asks to be the one who loads a key.</summary>
/// <param name="Lease">Names the lease; the commit must come under the same name.</param>
/// <param name="Duration">Time after which the lease falls, unless renewed.</param>
/// <param name="SeenVersion">A value newer than this is answered instead of a lease; 0 takes any.</param>
/// <param name="OverrideCooling">Whether a lease that only rests after a failed load is taken over: for callers that have nothing stale to serve.</param>
public readonly record struct LeaseRequest(OperationId Lease, TimeSpan Duration, long SeenVersion = 0, bool OverrideCooling = false);
