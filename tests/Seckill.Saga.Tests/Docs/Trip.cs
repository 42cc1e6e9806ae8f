namespace Seckill.Sagas.Tests.Docs;

/// <summary>The state of the saga in the documents.</summary>
public sealed record Trip(string From, string To)
{
    public string? Transaction { get; set; }

    public int Seats { get; set; } = 1;
}
