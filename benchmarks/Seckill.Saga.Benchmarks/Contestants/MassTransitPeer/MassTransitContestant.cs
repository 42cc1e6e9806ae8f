using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seckill.Sagas.Benchmarks.Orders;

namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

/// <summary>
/// MassTransit 8: a state machine of four events on its in-memory transport, with its in-memory repository and outbox. It has no compensation.
/// </summary>
internal sealed class MassTransitContestant : HostedContestant
{
    private IBus? _bus;

    public override ValueTask StartAsync(long number)
    {
        var order = OrderSaga.NewState(number);
        return new(_bus!.Publish(new StockWanted(Guid.CreateVersion7(), order.Order, order.Buyer, order.Sku, order.Quantity)));
    }

    protected override void Configure(HostApplicationBuilder builder) => builder.Services.AddMassTransit(bus =>
    {
        bus.AddSagaStateMachine<OrderMachine, OrderInstance>(static (context, endpoint) => endpoint.UseInMemoryOutbox(context)).InMemoryRepository();
        bus.UsingInMemory(static (context, transport) => transport.ConfigureEndpoints(context));
    });

    protected override void OnStarted() => _bus = Services.GetRequiredService<IBus>();
}
