namespace Seckill.Rehearsal.Judging;

/// <summary>A measured number.</summary>
internal sealed record Figure(string Name, double Value, string Unit);
