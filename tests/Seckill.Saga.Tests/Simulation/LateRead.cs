namespace Seckill.Sagas.Tests.Simulation;

/// <summary>A read of the store whose answer is old when it arrives: the n-th one, counted over all processes from 1, that finds something.</summary>
internal readonly record struct LateRead(int Read, TimeSpan By);
