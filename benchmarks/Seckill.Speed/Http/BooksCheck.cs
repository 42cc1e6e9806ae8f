namespace Seckill.Speed.Http;

/// <summary>Holds what was counted against the books, so that a fast wrong answer is not a good one.</summary>
internal static class BooksCheck
{
    // What was only taken so far must become orders first, at no less than this many a second.
    private const long OrdersPerSecond = 5_000;

    private static readonly TimeSpan s_restWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until nothing is on its way, then compares.</summary>
    /// <param name="client">The product.</param>
    /// <param name="sale">The sale.</param>
    /// <param name="counted">Purchases that were answered as taken.</param>
    /// <param name="cutOff">Requests whose answers the load generator may have missed when it stopped.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="BenchmarkFailedException">They differ.</exception>
    public static async Task<SaleBooks> RunAsync(ProductClient client, string sale, long counted, long cutOff, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var books = await client.ReadBooksAsync(sale, cancellationToken);
        var within = s_restWithin + TimeSpan.FromSeconds(books.Reserved / OrdersPerSecond);
        while (!books.IsAtRest && TimeProvider.System.GetElapsedTime(started) < within)
        {
            await Task.Delay(s_look, cancellationToken);
            books = await client.ReadBooksAsync(sale, cancellationToken);
        }

        return Agrees(books, counted, cutOff)
            ? books
            : throw new BenchmarkFailedException($"{counted} purchases were answered as taken (and up to {cutOff} cut off), but the books say {books}.");
    }

    public static bool Agrees(SaleBooks books, long counted, long cutOff) =>
        books.IsAtRest && books.PendingPayment >= counted && books.PendingPayment <= counted + cutOff;
}
