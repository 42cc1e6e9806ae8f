using MassTransit;
using MassTransit.Courier.Contracts;

namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

/// <summary>Hears that a routing slip is through.</summary>
public sealed class SlipEnd(EndCounter ends) : IConsumer<RoutingSlipCompleted>
{
    public Task Consume(ConsumeContext<RoutingSlipCompleted> context)
    {
        ends.Count();
        return Task.CompletedTask;
    }
}
