using Seckill.Sagas.Campaign.Working;

namespace Seckill.Sagas.Campaign.Kill;

/// <summary>How the campaign goes.</summary>
internal sealed record KillOptions
{
    public int Cycles { get; init; }

    /// <summary>Sagas in flight when the process is killed.</summary>
    public int Sagas { get; init; }

    /// <summary>How soon after a restart all of them must have been taken up.</summary>
    public TimeSpan ResumeWithin { get; init; }

    public int Seed { get; init; }

    public PlantedBug Bug { get; init; }
}
