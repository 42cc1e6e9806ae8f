namespace Seckill.Sagas.Benchmarks.Contestants.WolverinePeer;

public sealed record CreateOrder(Guid Id);
