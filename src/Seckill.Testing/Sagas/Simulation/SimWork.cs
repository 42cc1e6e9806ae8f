using Seckill.Sagas.Working;

namespace Seckill.Testing.Sagas.Simulation;

/// <summary>An engine's work queue in a simulation.</summary>
internal sealed class SimWork(SimLoop loop, SimOwner owner) : WorkQueue
{
    public override void Add(IThreadPoolWorkItem item) => loop.Add(owner, item);
}
