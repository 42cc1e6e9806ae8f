namespace Seckill.Testing.Sagas.Simulation;

/// <summary>A process in a simulation. Once it is dead, nothing of it happens any more.</summary>
internal sealed class SimOwner(string name)
{
    public string Name => name;

    public bool IsDead { get; set; }

    /// <summary>Until when it stands still, as in a long pause of its machine; on the loop's clock.</summary>
    public DateTimeOffset PausedUntil { get; set; }
}
