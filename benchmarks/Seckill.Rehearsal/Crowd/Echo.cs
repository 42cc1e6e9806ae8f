namespace Seckill.Rehearsal.Crowd;

/// <summary>Winners ask again under their keys: they must be told of the same purchase, whatever has become of the sale.</summary>
internal static class Echo
{
    private const int AtOnce = 64;

    public static Task RunAsync(IReadOnlyList<Buyer> buyers, Shopper shopper, int most, CancellationToken cancellationToken)
    {
        var won = buyers
            .SelectMany(buyer => buyer.Wishes.Where(wish => wish.IsOrdered).Select(wish => (Buyer: buyer, Wish: wish)))
            .ToArray();
        Random.Shared.Shuffle(won);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(won.Take(most), parallel, async (one, patience) => await shopper.AskAsync(one.Buyer, one.Wish, null, patience));
    }
}
