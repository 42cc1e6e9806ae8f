using Microsoft.Extensions.Logging.Abstractions;
using Seckill.Events;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Recovery;

namespace Seckill.Tests.Recovery;

/// <summary>A refund is announced until somebody has taken it, whatever dies in between.</summary>
public sealed class RefundsWorkerTests
{
    private static readonly Refund s_refund = new(
        new Payment(new PurchaseId(1, 0, 1, 0), "demo", "t1", new Money(9.90m, "CNY")),
        new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refund_of_a_process_that_died_before_it_told_is_announced_by_the_next()
    {
        var book = new Book(s_refund);
        var bus = new Bus();
        using var worker = new RefundsWorker(book, bus, NullLogger<RefundsWorker>.Instance);

        await worker.StartAsync(Token);
        await bus.Heard.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await book.Marked.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await worker.StopAsync(Token);

        Assert.Equal(s_refund.At, Assert.Single(bus.Messages).OccurredAt);
        Assert.Empty(book.Waiting);
    }

    [Fact]
    public async Task Event_that_the_bus_did_not_take_is_not_marked_and_comes_again_under_its_id()
    {
        var book = new Book(s_refund);
        var bus = new Bus { Fails = true };
        using var worker = new RefundsWorker(book, bus, NullLogger<RefundsWorker>.Instance);

        await Assert.ThrowsAsync<IOException>(() => worker.AnnounceAsync(Token));
        Assert.Equal([s_refund], book.Waiting);
        bus.Fails = false;
        await worker.AnnounceAsync(Token);

        Assert.Equal(2, bus.Messages.Count);
        Assert.Single(bus.Messages.Select(m => m.Id).Distinct());
        Assert.Empty(book.Waiting);
    }

    [Fact]
    public async Task Wake_up_brings_a_new_refund_at_once()
    {
        var book = new Book();
        var bus = new Bus();
        using var worker = new RefundsWorker(book, bus, NullLogger<RefundsWorker>.Instance);
        await worker.StartAsync(Token);
        await book.Asked.WaitAsync(TimeSpan.FromSeconds(30), Token);

        book.Waiting.Add(s_refund);
        worker.Wake();

        await bus.Heard.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await worker.StopAsync(Token);
    }

    [Fact]
    public async Task Refunds_wait_while_certainly_nobody_listens()
    {
        var book = new Book(s_refund);
        using var worker = new RefundsWorker(book, new Bus { HasSubscribers = false }, NullLogger<RefundsWorker>.Instance);

        await worker.AnnounceAsync(Token);

        Assert.Equal([s_refund], book.Waiting);
    }

    [Fact]
    public async Task Refunds_of_two_gateways_with_one_transaction_id_are_two_events()
    {
        var book = new Book(s_refund, s_refund with { Payment = s_refund.Payment with { Provider = "other" } });
        var bus = new Bus();
        using var worker = new RefundsWorker(book, bus, NullLogger<RefundsWorker>.Instance);

        await worker.AnnounceAsync(Token);

        Assert.Equal(2, bus.Messages.Select(m => m.Id).Distinct().Count());
    }

    private sealed class Book(params Refund[] waiting) : IRefundBook
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _marked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<Refund> Waiting { get; } = [.. waiting];

        public Task Asked => _asked.Task;

        public Task Marked => _marked.Task;

        public ValueTask<IReadOnlyList<Refund>> ListUnannouncedAsync(int take, CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            return new([.. Waiting.Take(take)]);
        }

        public ValueTask MarkAnnouncedAsync(IReadOnlyList<Refund> refunds, CancellationToken cancellationToken = default)
        {
            Waiting.RemoveAll(refunds.Contains);
            _marked.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>A bus that loses the reply when it fails: the event was taken all the same.</summary>
    private sealed class Bus : IEventBus
    {
        private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Fails { get; set; }

        public bool HasSubscribers { get; init; } = true;

        public List<EventMessage> Messages { get; } = [];

        public Task Heard => _heard.Task;

        public ValueTask PublishAsync(ReadOnlyMemory<EventMessage> messages, CancellationToken cancellationToken = default)
        {
            Messages.AddRange(messages.Span);
            _heard.TrySetResult();
            return Fails ? throw new IOException("injected: the reply was lost") : ValueTask.CompletedTask;
        }

        public IDisposable Subscribe(string type, Func<EventMessage, CancellationToken, ValueTask> handler) => throw new NotSupportedException();
    }
}
