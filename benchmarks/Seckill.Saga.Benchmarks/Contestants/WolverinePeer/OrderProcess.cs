namespace Seckill.Sagas.Benchmarks.Contestants.WolverinePeer;

/// <summary>The same four steps as a Wolverine saga: each message does a step and sends the next.</summary>
public sealed class OrderProcess : global::Wolverine.Saga
{
    public Guid Id { get; set; }

    public string Order { get; set; } = "";

    public string Buyer { get; set; } = "";

    public string Sku { get; set; } = "";

    public int Quantity { get; set; }

    public int StepsDone { get; set; }

    public static (OrderProcess Saga, CreateOrder Next) Start(TakeStock message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var saga = new OrderProcess
        {
            Id = message.Id,
            Order = message.Order,
            Buyer = message.Buyer,
            Sku = message.Sku,
            Quantity = message.Quantity,
            StepsDone = 1,
        };
        return (saga, new CreateOrder(message.Id));
    }

    public TakePayment Handle(CreateOrder message)
    {
        StepsDone++;
        return new TakePayment(Id);
    }

    public SyncStock Handle(TakePayment message)
    {
        StepsDone++;
        return new SyncStock(Id);
    }

    public void Handle(SyncStock message, EndCounter ends)
    {
        ArgumentNullException.ThrowIfNull(ends);
        StepsDone++;
        MarkCompleted();
        ends.Count();
    }
}
