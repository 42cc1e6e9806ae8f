namespace Seckill.Sagas.Benchmarks.Orders;

/// <summary>The state of every saga that is measured; about 90 bytes as JSON.</summary>
public sealed class OrderState
{
    public string Order { get; set; } = "";

    public string Buyer { get; set; } = "";

    public string Sku { get; set; } = "";

    public int Quantity { get; set; }

    public int StepsDone { get; set; }
}
