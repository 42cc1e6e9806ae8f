namespace Seckill.Speed.Reference;

/// <summary>The body of a purchase.</summary>
internal sealed record Wish(int Quantity);
