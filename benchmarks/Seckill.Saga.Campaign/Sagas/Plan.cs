namespace Seckill.Sagas.Campaign.Sagas;

/// <summary>What is to become of a saga, drawn from its number: whoever knows the number knows which effects must have taken place, and in which order.</summary>
/// <param name="Ending">How the world treats it.</param>
/// <param name="Held">The effect, counted from 0 over <see cref="Calls"/>, at which it stands still while sagas are held.</param>
/// <param name="IsHeldBehind">True when it stands still behind that effect: in place, and not answered.</param>
internal readonly record struct Plan(Ending Ending, int Held, bool IsHeldBehind)
{
    public const int Steps = 4;

    private static readonly Effect[][] s_calls =
    [
        [Act(1), Act(2), Act(3), Act(4)],
        [Act(1), Act(2), Act(3), Act(4), Undo(3), Undo(2), Undo(1)],
        [Act(1), Act(2), Act(3), Undo(2), Undo(1)],
        [Act(1), Act(2), Act(3), Undo(3), Undo(2), Undo(1)],
    ];

    /// <summary>Effects that are asked for, in order.</summary>
    public Effect[] Calls => s_calls[(int)Ending];

    /// <summary>Effects that take place, in order.</summary>
    public IEnumerable<Effect> Effects => Ending switch
    {
        Ending.Refused => Calls.Where(static e => e != Act(4)),
        Ending.Exhausted => Calls.Where(static e => e != Act(3)),
        _ => Calls,
    };

    public SagaStatus Status => Ending == Ending.Completed ? SagaStatus.Completed : SagaStatus.Compensated;

    public static Plan Of(int number)
    {
        var bits = Mix((ulong)number);
        var ending = (bits % 20) switch
        {
            < 11 => Ending.Completed,
            < 15 => Ending.Refused,
            < 17 => Ending.Exhausted,
            _ => Ending.Unanswered,
        };
        return new Plan(ending, (int)((bits >> 16) % (ulong)s_calls[(int)ending].Length), ((bits >> 40) & 1) == 1);
    }

    private static Effect Act(int step) => new(step, EffectOperation.Action);

    private static Effect Undo(int step) => new(step, EffectOperation.Undo);

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
