namespace Seckill.AspNetCore.Json;

/// <summary>A page of a list.</summary>
internal sealed record PageOf<T>(IReadOnlyList<T> Items, int Page, bool HasMore);
