namespace Seckill.Sagas.Campaign.Working;

/// <summary>What a worker is told.</summary>
internal sealed record WorkOptions
{
    public required CampaignFolder Folder { get; init; }

    /// <summary>The first saga to start.</summary>
    public int From { get; init; }

    /// <summary>Sagas to start.</summary>
    public int Count { get; init; }

    /// <summary>Sagas that may be in memory at a time, those started and those taken up alike.</summary>
    public int Room { get; init; }

    /// <summary>Keeps every saga where its plan says; the worker then waits to be killed.</summary>
    public bool Holds { get; init; }

    public PlantedBug Bug { get; init; }
}
