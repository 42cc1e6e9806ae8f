namespace Seckill.Sagas.Benchmarks.Contestants.WolverinePeer;

public sealed record TakePayment(Guid Id);
