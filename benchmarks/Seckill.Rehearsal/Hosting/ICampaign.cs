namespace Seckill.Rehearsal.Hosting;

/// <summary>One kind of rehearsal.</summary>
internal interface ICampaign
{
    string Name { get; }

    /// <summary>True when it has to stop and start the host itself.</summary>
    bool NeedsOwnHost { get; }

    /// <summary>Plays, measures and judges; broken laws are in the stage's report, exceptions mean that it could not be played.</summary>
    Task RunAsync(Stage stage, CancellationToken cancellationToken);
}
