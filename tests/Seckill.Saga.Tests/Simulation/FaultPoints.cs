using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Counts the points at which a process may die, and lets the planned faults happen.</summary>
internal sealed class FaultPoints(SimLoop loop, IReadOnlyList<Fault> plan)
{
    public static readonly TimeSpan LongPause = TimeSpan.FromSeconds(35);
    // The run's own: whoever awaits it for ever is kept as long as it is.
    private readonly Task _never = new TaskCompletionSource().Task;
    private readonly int[] _hits = new int[Enum.GetValues<FaultKind>().Length];
    private readonly bool[] _isUsed = new bool[plan.Count];

    private int _leaseCalls;
    private int _reads;

    public int Passed { get; private set; }

    /// <summary>How many answers arrived late.</summary>
    public int LateReads { get; private set; }

    /// <summary>The points passed, for the story of a run that went wrong; null to keep none.</summary>
    public List<string>? Story { get; init; }

    /// <summary>The names of the points passed; null to keep none.</summary>
    public List<string>? Names { get; init; }

    /// <summary>Starts another process in the place of one that died.</summary>
    public Action<SimOwner>? Died { get; set; }

    /// <summary>How often faults of a kind happened.</summary>
    public int Hits(FaultKind kind) => _hits[(int)kind];

    /// <summary>A point: others may run first, and the process may not come back from it.</summary>
    /// <param name="owner">The process.</param>
    /// <param name="name">What the point is.</param>
    /// <param name="mayLose">Whether the call may end without an answer here.</param>
    public async Task PassAsync(SimOwner owner, string name, bool mayLose = false)
    {
        await SimTurn.Take(loop, owner);
        Passed++;
        Names?.Add(name);
        Story?.Add($"{loop.Now:mm:ss.fff} {owner.Name} {Passed} {name}");
        foreach (var fault in plan)
        {
            if (fault.Point == Passed)
            {
                await StrikeAsync(fault.Kind, owner, name, mayLose);
            }
        }
    }

    /// <summary>A call for a lease, which may end without an answer.</summary>
    public void PassLease(IReadOnlyList<int> faults)
    {
        _leaseCalls++;
        if (faults.Contains(_leaseCalls))
        {
            Story?.Add($"{loop.Now:mm:ss.fff} call {_leaseCalls} for a lease is not answered");
            throw new IOException("No answer about a lease.");
        }
    }

    /// <summary>How late the answer of a read arrives that found something.</summary>
    public TimeSpan NextRead(IReadOnlyList<LateRead> late)
    {
        _reads++;
        foreach (var read in late)
        {
            if (read.Read == _reads)
            {
                LateReads++;
                Story?.Add($"   {loop.Now:mm:ss.fff} the answer of read {_reads} takes {read.By.TotalSeconds} s");
                return read.By;
            }
        }

        return default;
    }

    /// <summary>The fault that meets a look at what is due; null when none does. Each meets one.</summary>
    public FaultKind? TakeTimerFault(SimOwner owner)
    {
        for (var i = 0; i < plan.Count; i++)
        {
            if (plan[i] is { Kind: FaultKind.TimerLate or FaultKind.TimerTwice } fault && fault.Point <= Passed && !_isUsed[i])
            {
                _isUsed[i] = true;
                _hits[(int)fault.Kind]++;
                Story?.Add($"{owner.Name} meets {fault.Kind}");
                return fault.Kind;
            }
        }

        return null;
    }

    private async Task StrikeAsync(FaultKind kind, SimOwner owner, string name, bool mayLose)
    {
        switch (kind)
        {
            case FaultKind.Crash:
                _hits[(int)kind]++;
                Story?.Add($"{owner.Name} dies");
                owner.IsDead = true;
                Died?.Invoke(owner);
                await _never;
                break;
            case FaultKind.Pause:
                _hits[(int)kind]++;
                Story?.Add($"{owner.Name} stands still");
                owner.PausedUntil = loop.Now + LongPause;
                await SimTurn.Take(loop, owner);
                break;
            case FaultKind.LostReply when mayLose:
                _hits[(int)kind]++;
                throw new IOException($"No answer at {name}.");
        }
    }
}
