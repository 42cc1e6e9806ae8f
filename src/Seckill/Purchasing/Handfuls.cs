namespace Seckill.Purchasing;

/// <summary>
/// Does something for each of a batch on the thread pool, a handful at a time. To wake a thread for every single answer would cost more than
/// writing it; all on one thread would leave the others idle.
/// </summary>
internal static class Handfuls
{
    private const int Together = 8;

    /// <param name="count">How many.</param>
    /// <param name="state">Given to each.</param>
    /// <param name="work">Gets the state and the number, from 0; must not throw.</param>
    public static void Run<TState>(int count, TState state, Action<TState, int> work)
    {
        for (var first = 0; first < count; first += Together)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static given =>
                {
                    for (var i = given.First; i < given.Count && i < given.First + Together; i++)
                    {
                        given.Work(given.State, i);
                    }
                },
                (State: state, Work: work, Count: count, First: first),
                preferLocal: false);
        }
    }
}
