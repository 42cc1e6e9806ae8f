using MassTransit;

namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

public sealed record PaymentWanted(Guid CorrelationId) : CorrelatedBy<Guid>;
