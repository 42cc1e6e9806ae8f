namespace Seckill.Caching;

/// <summary>How often a guard stepped in.</summary>
/// <param name="Guard">The guard, such as <c>filter</c> or <c>single-flight</c>.</param>
/// <param name="Count">Calls it kept from the next tier or from the source.</param>
public sealed record GuardReport(string Guard, long Count);
