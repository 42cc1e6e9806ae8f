using MassTransit;

namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

/// <summary>The same four steps: each event does a step and publishes the next.</summary>
public sealed class OrderMachine : MassTransitStateMachine<OrderInstance>
{
    public OrderMachine(EndCounter ends)
    {
        InstanceState(x => x.CurrentState);
        Initially(When(StockEvent)
            .Then(static x =>
            {
                (x.Saga.Order, x.Saga.Buyer, x.Saga.Sku, x.Saga.Quantity) = (x.Message.Order, x.Message.Buyer, x.Message.Sku, x.Message.Quantity);
                x.Saga.StepsDone++;
            })
            .TransitionTo(Deducted)
            .Publish(static x => new OrderWanted(x.Saga.CorrelationId)));
        During(Deducted, When(OrderEvent)
            .Then(static x => x.Saga.StepsDone++)
            .TransitionTo(Created)
            .Publish(static x => new PaymentWanted(x.Saga.CorrelationId)));
        During(Created, When(PaymentEvent)
            .Then(static x => x.Saga.StepsDone++)
            .TransitionTo(Paid)
            .Publish(static x => new SyncWanted(x.Saga.CorrelationId)));
        During(Paid, When(SyncEvent)
            .Then(x =>
            {
                x.Saga.StepsDone++;
                ends.Count();
            })
            .Finalize());
        SetCompletedWhenFinalized();
    }

    public State Deducted { get; private set; } = null!;

    public State Created { get; private set; } = null!;

    public State Paid { get; private set; } = null!;

    public Event<StockWanted> StockEvent { get; private set; } = null!;

    public Event<OrderWanted> OrderEvent { get; private set; } = null!;

    public Event<PaymentWanted> PaymentEvent { get; private set; } = null!;

    public Event<SyncWanted> SyncEvent { get; private set; } = null!;
}
