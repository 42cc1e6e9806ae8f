using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Counts the points at which a process may die, and lets the planned faults happen.</summary>
internal sealed class FaultPoints(SimLoop loop, IReadOnlyList<Fault> plan)
{
    public static readonly TimeSpan LongPause = TimeSpan.FromSeconds(35);
    private static readonly Task s_never = new TaskCompletionSource().Task;

    public int Passed { get; private set; }

    public int Crashes { get; private set; }

    public int Pauses { get; private set; }

    /// <summary>The points passed, for the story of a run that went wrong; null to keep none.</summary>
    public List<string>? Story { get; init; }

    /// <summary>Starts another process in the place of one that died.</summary>
    public Action<SimOwner>? Died { get; set; }

    /// <summary>A point: others may run first, and the process may not come back from it.</summary>
    /// <param name="owner">The process.</param>
    /// <param name="name">What the point is.</param>
    /// <param name="mayLose">Whether the call may end without an answer here.</param>
    public async Task PassAsync(SimOwner owner, string name, bool mayLose = false)
    {
        await SimTurn.Take(loop, owner);
        Passed++;
        Story?.Add($"{loop.Now:mm:ss.fff} {owner.Name} {Passed} {name}");
        foreach (var fault in plan)
        {
            if (fault.Point == Passed)
            {
                await StrikeAsync(fault.Kind, owner, name, mayLose);
            }
        }
    }

    private async Task StrikeAsync(FaultKind kind, SimOwner owner, string name, bool mayLose)
    {
        switch (kind)
        {
            case FaultKind.Crash:
                Crashes++;
                Story?.Add($"{owner.Name} dies");
                owner.IsDead = true;
                Died?.Invoke(owner);
                await s_never;
                break;
            case FaultKind.Pause:
                Pauses++;
                Story?.Add($"{owner.Name} stands still");
                owner.PausedUntil = loop.Now + LongPause;
                await SimTurn.Take(loop, owner);
                break;
            case FaultKind.LostReply when mayLose:
                throw new IOException($"No answer at {name}.");
        }
    }
}
