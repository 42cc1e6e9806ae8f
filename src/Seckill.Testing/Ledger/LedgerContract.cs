using Microsoft.Extensions.Time.Testing;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.Testing.Ledger;

/// <summary>What all parts of the ledger's contract suite share: a fresh ledger, a clock that stands still, and ready-made values.</summary>
public abstract class LedgerContract : IAsyncLifetime
{
    /// <summary>Price of one unit in the suite's sales.</summary>
    protected static readonly Money Price = new(9.90m, "CNY");

    private long _ids;
    private LedgerUnderTest? _ledger;

    /// <summary>The ledger's clock; it moves only when a test moves it.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));

    /// <summary>The ledger of this test.</summary>
    protected LedgerUnderTest Ledger => _ledger!;

    /// <summary>Ends the waiting when the run is stopped.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <inheritdoc />
    public virtual async ValueTask InitializeAsync() => _ledger = await CreateLedgerAsync(Clock);

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a fresh, migrated ledger that takes its time from the clock.</summary>
    protected abstract ValueTask<LedgerUnderTest> CreateLedgerAsync(TimeProvider clock);

    /// <summary>A draft of a sale, as an operator would write it.</summary>
    protected SaleDraft NewDraft(long stock = 10, int limit = 2, string product = "phone") => new()
    {
        Product = ProductId.Parse(product),
        Title = "Phone 手机",
        Price = Price,
        Stock = stock,
        PerBuyerLimit = limit,
        StartsAt = Clock.GetUtcNow(),
        EndsAt = Clock.GetUtcNow().AddHours(1),
    };

    /// <summary>A published sale.</summary>
    protected async Task<Sale> NewSaleAsync(long stock = 10, int limit = 2, string product = "phone")
    {
        var sale = await Ledger.Sales.CreateAsync(NewDraft(stock, limit, product), Token);
        var published = await Ledger.Sales.PublishAsync(sale.Id, Token);
        Assert.Equal(LedgerOutcome.Ok, published.Outcome);
        return published.Sale!;
    }

    /// <summary>An id that no other call gets.</summary>
    protected PurchaseId NewId(uint ordinal)
    {
        var number = (ulong)Interlocked.Increment(ref _ids);
        return new PurchaseId(ordinal, (ushort)(number % 3), new UInt128(number * 0x9E3779B97F4A7C15, number), ~number);
    }

    /// <summary>A draft of an order under a new id.</summary>
    protected OrderDraft NewOrder(Sale sale, string buyer = "b1", int quantity = 1, int limit = 2) =>
        new(NewId(sale.Ordinal), BuyerId.Parse(buyer), quantity, sale.Price.Amount, limit);

    /// <summary>Writes one draft.</summary>
    protected async Task<CreateResult> CreateAsync(OrderDraft draft) => Assert.Single(await Ledger.Orders.CreateAsync([draft], Token));

    /// <summary>Writes one draft that must become an order.</summary>
    protected async Task<Order> PlaceAsync(OrderDraft draft)
    {
        var result = await CreateAsync(draft);
        Assert.True(result.Created);
        Assert.Equal(OrderStatus.PendingPayment, result.Order!.Status);
        return result.Order;
    }

    /// <summary>Ends one purchase.</summary>
    protected async Task<CancelResult> CancelAsync(
        OrderDraft draft,
        EndReason reason = EndReason.CancelledByBuyer,
        bool keepLimit = false,
        DateTimeOffset? onlyIfOverdueAt = null) =>
        Assert.Single(await Ledger.Orders.CancelAsync([new CancelRequest(draft, reason, keepLimit, onlyIfOverdueAt)], Token));

    /// <summary>Pays an order, with its own amount unless another one is given.</summary>
    protected async Task<PaymentResult> PayAsync(OrderDraft draft, string transaction = "t1", Money? amount = null) =>
        await Ledger.Orders.PayAsync(new Payment(draft.Id, "demo", transaction, amount ?? Price.Times(draft.Quantity)), Token);

    /// <summary>Checks the sale's counts.</summary>
    protected async Task AssertUnitsAsync(Sale sale, long total, long pending, long paid)
    {
        var now = await Ledger.Sales.FindAsync(sale.Id, Token);
        Assert.Equal((total, pending, paid), (now!.Total, now.PendingUnits, now.PaidUnits));
    }

    /// <summary>Checks the sale's stock returns, oldest first.</summary>
    protected async Task AssertReturnsAsync(Sale sale, params StockReturn[] expected) =>
        Assert.Equal(expected, await Ledger.Orders.ListReturnsAsync(sale.Id, 1000, Token));
}
