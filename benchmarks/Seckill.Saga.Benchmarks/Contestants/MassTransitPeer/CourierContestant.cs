using MassTransit;
using MassTransit.Courier.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seckill.Sagas.Benchmarks.Orders;

namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

/// <summary>MassTransit 8's routing slip: four activities, each with its compensation, on its in-memory transport.</summary>
internal sealed class CourierContestant : HostedContestant
{
    private static readonly Uri s_activity = new("queue:StepActivity_execute");
    private static readonly Uri s_ends = new("queue:SlipEnd");

    private IBus? _bus;

    public override ValueTask StartAsync(long number)
    {
        var slip = new RoutingSlipBuilder(Guid.CreateVersion7());
        var order = OrderSaga.NewState(number);
        var arguments = new { order.Order, order.Buyer, order.Sku, order.Quantity };
        slip.AddActivity("stock.deduct", s_activity, arguments);
        slip.AddActivity("order.create", s_activity, arguments);
        slip.AddActivity("payment.take", s_activity, arguments);
        slip.AddActivity("stock.sync", s_activity, arguments);
        slip.AddSubscription(s_ends, RoutingSlipEvents.Completed, RoutingSlipEventContents.None);
        return new(_bus!.Execute(slip.Build()));
    }

    protected override void Configure(HostApplicationBuilder builder) => builder.Services.AddMassTransit(static bus =>
    {
        bus.AddActivity<StepActivity, StepArguments, StepLog>()
            .ExecuteEndpoint(static endpoint => endpoint.Name = "StepActivity_execute")
            .CompensateEndpoint(static endpoint => endpoint.Name = "StepActivity_compensate");
        bus.AddConsumer<SlipEnd>().Endpoint(static endpoint => endpoint.Name = "SlipEnd");
        bus.UsingInMemory(static (context, transport) => transport.ConfigureEndpoints(context));
    });

    protected override void OnStarted() => _bus = Services.GetRequiredService<IBus>();
}
