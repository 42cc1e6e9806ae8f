namespace Seckill.Sagas.Benchmarks.Contestants.WolverinePeer;

public sealed record TakeStock(Guid Id, string Order, string Buyer, string Sku, int Quantity);
