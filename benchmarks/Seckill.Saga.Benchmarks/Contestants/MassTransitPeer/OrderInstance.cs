using MassTransit;

namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

/// <summary>The state of one order.</summary>
public sealed class OrderInstance : SagaStateMachineInstance
{
    public Guid CorrelationId { get; set; }

    public string CurrentState { get; set; } = "";

    public string Order { get; set; } = "";

    public string Buyer { get; set; } = "";

    public string Sku { get; set; } = "";

    public int Quantity { get; set; }

    public int StepsDone { get; set; }
}
