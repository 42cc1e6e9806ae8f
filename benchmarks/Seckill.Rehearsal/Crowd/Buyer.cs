namespace Seckill.Rehearsal.Crowd;

/// <summary>One buyer, his plan and his wishes.</summary>
internal sealed class Buyer(string name, byte[] token)
{
    private readonly List<Wish> _wishes = [];

    public string Name => name;

    public byte[] Token { get; set; } = token;

    public Habit Habit { get; init; }

    public AfterBuying After { get; init; }

    /// <summary>Units of the first wish.</summary>
    public int Quantity { get; init; } = 1;

    /// <summary>How long he takes before he pays or gives up.</summary>
    public TimeSpan Think { get; init; }

    /// <summary>A buyer's own dice, so that a run's plan does not hang on its timing.</summary>
    public required Random Dice { get; init; }

    public IReadOnlyList<Wish> Wishes
    {
        get
        {
            lock (_wishes)
            {
                return [.. _wishes];
            }
        }
    }

    /// <summary>True when he wants units until he holds some: he neither gives up nor vanishes.</summary>
    public bool IsStanding => After != AfterBuying.Cancel && Habit != Habit.Vanishes;

    /// <summary>True while he holds no order that he was told of.</summary>
    public bool IsEmptyHanded => !Wishes.Any(wish => wish.IsOrdered);

    public Wish MakeWish(int quantity)
    {
        lock (_wishes)
        {
            var wish = new Wish($"{name}-{_wishes.Count + 1}", quantity);
            _wishes.Add(wish);
            return wish;
        }
    }
}
