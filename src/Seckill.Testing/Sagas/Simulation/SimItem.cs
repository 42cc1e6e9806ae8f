namespace Seckill.Testing.Sagas.Simulation;

/// <summary>Something that is ready to happen.</summary>
internal readonly record struct SimItem(SimOwner Owner, IThreadPoolWorkItem Work);
