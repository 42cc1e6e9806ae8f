namespace Seckill.Sqlite.Tests.Golden;

/// <summary>The state of golden sagas.</summary>
public sealed class GoldenState
{
    public string Name { get; set; } = "";

    public string Buyer { get; set; } = "买家 'ß'";

    public decimal Price { get; set; } = 4999.90m;

    public DateTimeOffset Deadline { get; set; }

    public string? Transaction { get; set; }

    public List<string> Steps { get; set; } = [];
}
