namespace Seckill.Speed.Http;

/// <summary>Runs that stood side by side in time: they share the machine's mood.</summary>
internal sealed record Pair(WrkSummary Reference, WrkSummary Product, WrkSummary Bare)
{
    public double Ratio => Product.PerSecond / Reference.PerSecond;

    public double RatioToBare => Product.PerSecond / Bare.PerSecond;
}
