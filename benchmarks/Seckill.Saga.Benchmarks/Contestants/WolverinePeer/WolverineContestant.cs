using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seckill.Sagas.Benchmarks.Orders;
using Wolverine;

namespace Seckill.Sagas.Benchmarks.Contestants.WolverinePeer;

/// <summary>WolverineFx: a saga of four messages on its local queues, kept by its own store in memory. It has no compensation.</summary>
internal sealed class WolverineContestant : HostedContestant
{
    private IServiceScope? _scope;
    private IMessageBus? _bus;

    public override ValueTask StartAsync(long number)
    {
        var order = OrderSaga.NewState(number);
        return _bus!.PublishAsync(new TakeStock(Guid.NewGuid(), order.Order, order.Buyer, order.Sku, order.Quantity));
    }

    public override async ValueTask DisposeAsync()
    {
        _scope?.Dispose();
        await base.DisposeAsync();
    }

    protected override void Configure(HostApplicationBuilder builder) => builder.UseWolverine(options =>
    {
        options.UseRuntimeCompilation();
        options.Durability.Mode = DurabilityMode.Solo;
        options.Discovery.DisableConventionalDiscovery().IncludeType<OrderProcess>();
        options.LocalQueueFor<TakeStock>().MaximumParallelMessages(Environment.ProcessorCount);
        options.LocalQueueFor<CreateOrder>().MaximumParallelMessages(Environment.ProcessorCount);
        options.LocalQueueFor<TakePayment>().MaximumParallelMessages(Environment.ProcessorCount);
        options.LocalQueueFor<SyncStock>().MaximumParallelMessages(Environment.ProcessorCount);
    });

    protected override void OnStarted()
    {
        _scope = Services.CreateScope();
        _bus = _scope.ServiceProvider.GetRequiredService<IMessageBus>();
    }
}
