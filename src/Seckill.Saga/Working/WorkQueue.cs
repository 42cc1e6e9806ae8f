namespace Seckill.Sagas.Working;

/// <summary>
/// Where the engine's work runs. All of it goes through here, or through the clock's timers, or comes back from a store, a bus or a step:
/// nothing else decides about the order of things, so a simulator can.
/// </summary>
internal abstract class WorkQueue
{
    public abstract void Add(IThreadPoolWorkItem item);
}
