namespace Seckill.Caching;

/// <summary>Settings of a prefix's filter.</summary>
public sealed class KeyFilterOptions
{
    /// <summary>Ids it is made for; with half as many again it lets everything through until it is built anew, larger. Default: 1,000,000 (2 MiB).</summary>
    public int Capacity { get; set; } = 1_000_000;

    /// <summary>How often it is built anew from the source, to forget ids that are gone. Default: 1 hour.</summary>
    public TimeSpan RebuildEvery { get; set; } = TimeSpan.FromHours(1);
}
