namespace Seckill.Sagas.Tests.Simulation;

/// <summary>The state of a simulated saga: what the world will make of its steps.</summary>
public sealed class SimState
{
    /// <summary>One <see cref="StepOutcome"/> for each step.</summary>
    public int[] Script { get; set; } = [];

    /// <summary>How many tries of each undo go wrong first.</summary>
    public int UndoFailures { get; set; }

    public string Key { get; set; } = "";

    public string? Event { get; set; }

    internal StepOutcome Outcome(int step) => step < Script.Length ? (StepOutcome)Script[step] : StepOutcome.Ok;
}
