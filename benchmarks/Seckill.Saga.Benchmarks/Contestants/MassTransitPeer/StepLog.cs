namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

public sealed class StepLog
{
    public string Order { get; set; } = "";
}
