namespace Seckill.Sagas.Tests.Simulation;

/// <summary>A fault at the n-th point that a run comes to, counted from 1.</summary>
internal readonly record struct Fault(int Point, FaultKind Kind);
