using MassTransit;

namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

public sealed record StockWanted(Guid CorrelationId, string Order, string Buyer, string Sku, int Quantity) : CorrelatedBy<Guid>;
