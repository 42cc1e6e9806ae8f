namespace Seckill.Sagas.Benchmarks.Contestants.WolverinePeer;

public sealed record SyncStock(Guid Id);
