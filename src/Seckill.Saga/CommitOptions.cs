namespace Seckill.Sagas;

/// <summary>How records are gathered on their way to the store.</summary>
public sealed class CommitOptions
{
    /// <summary>Records in one call to the store at the most, 1 to 10,000. Default: 512.</summary>
    public int MaxBatch { get; set; } = 512;

    /// <summary>Calls to the store at a time, 1 to 16; more make smaller batches. Default: 2.</summary>
    public int Lanes { get; set; } = 2;
}
