namespace Seckill.Rehearsal.Crowd;

/// <summary>Who comes to a sale: shares from 0 to 1 of all buyers, or of all orders.</summary>
internal sealed record CrowdPlan
{
    public required int Buyers { get; init; }

    public int Limit { get; init; } = 1;

    /// <summary>Share of buyers that repeat a key.</summary>
    public double Duplicates { get; init; } = 0.1;

    /// <summary>Share of buyers that drop the connection.</summary>
    public double Vanish { get; init; } = 0.05;

    /// <summary>Share of buyers that race against the limit.</summary>
    public double Races { get; init; } = 0.05;

    /// <summary>Share of orders that are paid.</summary>
    public double Pay { get; init; } = 0.5;

    /// <summary>Share of orders that are given up.</summary>
    public double Cancel { get; init; } = 0.05;

    /// <summary>Between the order and its payment or its end, on the average: nobody finds his card in the millisecond in which he has bought.</summary>
    public TimeSpan Think { get; init; }

    /// <summary>Makes the buyers; the same dice make the same crowd.</summary>
    public Buyer[] Gather(string prefix, IReadOnlyList<byte[]> tokens, Random dice)
    {
        var buyers = new Buyer[Buyers];
        for (var i = 0; i < buyers.Length; i++)
        {
            var own = new Random(dice.Next());
            buyers[i] = new Buyer($"{prefix}{i + 1}", tokens[i])
            {
                Dice = own,
                Habit = PickHabit(own),
                After = PickAfter(own),
                Quantity = own.Next(1, Limit + 1),
                Think = Think * (0.5 + own.NextDouble()),
            };
        }

        return buyers;
    }

    private Habit PickHabit(Random dice)
    {
        var roll = dice.NextDouble();
        var odd = dice.Next(2) == 1;
        return roll < Duplicates ? (odd ? Habit.Repeats : Habit.RepeatsAtOnce)
            : roll < Duplicates + Vanish ? (odd ? Habit.VanishesAndReturns : Habit.Vanishes)
            : roll < Duplicates + Vanish + Races ? Habit.Races
            : Habit.Plain;
    }

    private AfterBuying PickAfter(Random dice)
    {
        var roll = dice.NextDouble();
        var odd = dice.Next(2) == 1;
        return roll < Pay ? (odd ? AfterBuying.PayByNotice : AfterBuying.PayByDemo)
            : roll < Pay + Cancel ? AfterBuying.Cancel
            : AfterBuying.Leave;
    }
}
