namespace Seckill.SampleHost.WarmUp;

/// <summary>The section <c>Seckill:WarmUp</c>.</summary>
internal sealed class WarmUpSettings
{
    public const string Section = "Seckill:WarmUp";

    /// <summary>Seconds that a warm-up may take at the most, 0 to 60; 0: none. It ends earlier when there is little left to compile. Default: 10.</summary>
    public int Seconds { get; set; } = 10;
}
