namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

public sealed class StepArguments
{
    public string Order { get; set; } = "";

    public string Buyer { get; set; } = "";

    public string Sku { get; set; } = "";

    public int Quantity { get; set; }
}
