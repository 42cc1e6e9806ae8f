using MassTransit;

namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

public sealed record SyncWanted(Guid CorrelationId) : CorrelatedBy<Guid>;
