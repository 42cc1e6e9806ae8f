namespace Seckill.Sagas.Tests;

/// <summary>The state of the sagas in these tests.</summary>
public sealed class OrderState
{
    public string Order { get; set; } = "o1";

    public int Quantity { get; set; } = 1;

    public string? Transaction { get; set; }

    public List<string> Notes { get; set; } = [];
}
