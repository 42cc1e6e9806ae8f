namespace Seckill.Speed.Http;

/// <summary>What the runs of a row were answered.</summary>
internal sealed class Sums
{
    public long Taken { get; private set; }

    public int Runs { get; private set; }

    public void Add(WrkSummary summary)
    {
        Taken += summary.Good;
        Runs++;
    }
}
