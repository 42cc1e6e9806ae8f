namespace Seckill.Sagas.Working;

/// <summary>Runs work on the thread pool.</summary>
internal sealed class ThreadPoolWork : WorkQueue
{
    public override void Add(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
