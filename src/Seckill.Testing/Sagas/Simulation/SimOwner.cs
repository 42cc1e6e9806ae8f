namespace Seckill.Testing.Sagas.Simulation;

/// <summary>A process in a simulation. Once it is dead, nothing of it happens any more.</summary>
internal sealed class SimOwner(string name)
{
    public string Name => name;

    public bool IsDead { get; set; }
}
