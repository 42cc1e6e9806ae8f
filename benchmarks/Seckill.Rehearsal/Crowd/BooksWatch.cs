using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Crowd;

/// <summary>Reads the books twice a second while a sale runs: what must hold at every moment is checked at these.</summary>
internal sealed class BooksWatch(HostAddress host, string sale, long stock, Law noOversell) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    /// <summary>The last reading.</summary>
    public BooksView? Last { get; private set; }

    public BooksWatch Start()
    {
        _work = WatchAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var desk = new OperatorApi(host);
        await desk.SignInAsync();
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                var books = await desk.ReadBooksAsync(sale);
                noOversell.Check(books.Committed <= stock, () => $"while it ran: {books}");
                Last = books;
            }
        }
        catch (OperationCanceledException)
        {
            // The sale is over.
        }
    }
}
