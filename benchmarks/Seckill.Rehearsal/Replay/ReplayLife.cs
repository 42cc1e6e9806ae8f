using Seckill.Rehearsal.Api;

namespace Seckill.Rehearsal.Replay;

/// <summary>One life of two sales with their repeats: one that is paused and closed by its operator, one that ends by its own time.</summary>
internal sealed class ReplayLife(OperatorApi desk, ReplayOptions options, ReplayLaws laws, Func<int, string, Claim> enter)
{
    // A buyer may send 100 requests at once and 50 more in each second.
    private const int LaterTimes = 8;

    /// <summary>Keys that take something.</summary>
    public const int Keys = 6;

    private static readonly TimeSpan ReturnPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReturnPause = TimeSpan.FromMilliseconds(50);

    private readonly List<Claim> _claims = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var shortSale = await RunShortAsync();
        await RunOpenAsync();
        await RunLongAsync(cancellationToken);
        await RunShortToEndAsync(shortSale, cancellationToken);
    }

    public async Task RepeatAsync(string when)
    {
        foreach (var claim in _claims)
        {
            await claim.RepeatAsync(when, LaterTimes);
        }
    }

    /// <summary>Compares with the operator's list and books.</summary>
    public async Task JudgeAsync()
    {
        foreach (var group in _claims.GroupBy(claim => claim.Sale))
        {
            var orders = await desk.ListOrdersAsync(group.Key);
            foreach (var claim in group)
            {
                var own = orders.Values.Where(order => order.Buyer == claim.Buyer).ToArray();
                laws.OneOrder.Check(
                    own.Length == 1 && own[0].OrderId == claim.Purchase && own[0].IsLive == !claim.IsGivenUp,
                    () => $"{claim.Buyer} was told of {claim.Purchase}, the list has {(own.Length == 0 ? "nothing" : string.Join(", ", own.Select(order => order.OrderId)))}");
            }

            var live = group.Count(claim => !claim.IsGivenUp);
            var books = await desk.ReadBooksAsync(group.Key);
            laws.Books.Check(
                books.Balanced && books.AtRest && books.Missing == 0 && books.Committed == live && orders.Count == group.Count(),
                () => $"{orders.Count} orders for {group.Count()} keys, {live} live; books: {books}");
        }
    }

    private async Task RunLongAsync(CancellationToken cancellationToken)
    {
        var sale = await desk.OpenSaleAsync(new SaleDraft { Stock = 2, Mode = options.Mode });
        var first = Claim(0, sale);
        var gone = Claim(5, sale);
        var last = Claim(1, sale);
        await first.RepeatAsync("while open", options.AtOnce);
        await first.FollowAsync();
        await GiveUpAsync(gone, units: 1, cancellationToken);
        await last.RepeatAsync("for the last unit", options.AtOnce);
        await last.FollowAsync();
        var other = enter(2, sale);
        await other.BeRefusedAsync("when sold out", AnswerKind.SoldOut);
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        await AllAsync("1 s after sold-out");
        await first.AskForMoreAsync("when sold out");

        await desk.MoveAsync(sale, "pause");
        await AllAsync("while paused");
        await other.BeRefusedAsync("while paused", AnswerKind.Paused, AnswerKind.SoldOut);
        await desk.MoveAsync(sale, "resume");
        await desk.MoveAsync(sale, "close");
        await AllAsync("after the close");
        await other.BeRefusedAsync("after the close", AnswerKind.Ended);

        async Task AllAsync(string when)
        {
            await first.RepeatAsync(when, LaterTimes);
            await last.RepeatAsync(when, LaterTimes);
            await gone.RepeatAsync(when, LaterTimes);
        }
    }

    /// <summary>A sale that stays open, with stock, also over restarts.</summary>
    private async Task RunOpenAsync()
    {
        var sale = await desk.OpenSaleAsync(new SaleDraft { Stock = 10, Mode = options.Mode });
        var stays = Claim(6, sale);
        await stays.RepeatAsync("while open", options.AtOnce);
        await stays.FollowAsync();
        await GiveUpAsync(Claim(7, sale), units: 9, CancellationToken.None);
    }

    /// <summary>Buys, gives up, and waits until the units are back.</summary>
    private async Task GiveUpAsync(Claim claim, int units, CancellationToken cancellationToken)
    {
        await claim.RepeatAsync("while open", options.AtOnce);
        await claim.FollowAsync();
        await claim.GiveUpAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ReturnPatience);
        while ((await desk.ReadBooksAsync(claim.Sale)).Available < units && !patience.IsCancellationRequested)
        {
            await Task.Delay(ReturnPause, CancellationToken.None);
        }

        await claim.RepeatAsync("after it was given up", LaterTimes);
    }

    private async Task<(Claim Claim, DateTimeOffset EndsAt)> RunShortAsync()
    {
        var endsAt = DateTimeOffset.UtcNow + options.ShortSale;
        var sale = await desk.OpenSaleAsync(new SaleDraft { Stock = 1, Mode = options.Mode, EndsAt = endsAt });
        var claim = Claim(3, sale);
        await claim.RepeatAsync("for the only unit", options.AtOnce);
        return (claim, endsAt);
    }

    private async Task RunShortToEndAsync((Claim Claim, DateTimeOffset EndsAt) shortSale, CancellationToken cancellationToken)
    {
        var left = shortSale.EndsAt - DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(50);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
        await shortSale.Claim.FollowAsync();
        await shortSale.Claim.RepeatAsync("after endsAt", LaterTimes);
        await enter(4, shortSale.Claim.Sale).BeRefusedAsync("after endsAt", AnswerKind.Ended, AnswerKind.SoldOut);
    }

    private Claim Claim(int number, string sale)
    {
        var claim = enter(number, sale);
        _claims.Add(claim);
        return claim;
    }
}
