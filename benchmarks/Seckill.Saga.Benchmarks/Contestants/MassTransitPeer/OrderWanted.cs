using MassTransit;

namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

public sealed record OrderWanted(Guid CorrelationId) : CorrelatedBy<Guid>;
