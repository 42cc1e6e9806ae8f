namespace Seckill.Testing.Sagas.Simulation;

/// <summary>Comes back when the loop has come to it: a place where others may run first.</summary>
internal sealed class SimTurn : TaskCompletionSource, IThreadPoolWorkItem
{
    /// <summary>Waits for a turn; for ever when the process dies before.</summary>
    public static Task Take(SimLoop loop, SimOwner owner)
    {
        var turn = new SimTurn();
        if (!owner.IsDead)
        {
            loop.Add(owner, turn);
        }

        return turn.Task;
    }

    public void Execute() => SetResult();
}
