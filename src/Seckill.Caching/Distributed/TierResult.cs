namespace Seckill.Caching.Distributed;

/// <summary>The answer of a tier, or that there was none.</summary>
/// <param name="HasAnswer">False when the call failed, took too long or was not made.</param>
/// <param name="Value">The answer.</param>
internal readonly record struct TierResult<T>(bool HasAnswer, T? Value);
