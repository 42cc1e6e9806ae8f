using Seckill.Ledger;

namespace Seckill.Testing.Ledger;

/// <summary>A fresh and migrated ledger under all its contracts, and how to get rid of it.</summary>
public sealed class LedgerUnderTest(IServiceProvider services, Func<ValueTask> dispose) : IAsyncDisposable
{
    /// <summary>Orders.</summary>
    public IOrderLedger Orders { get; } = Get<IOrderLedger>(services);

    /// <summary>Sales.</summary>
    public ISaleDirectory Sales { get; } = Get<ISaleDirectory>(services);

    /// <summary>Stock adjustments and rebuilds.</summary>
    public IStockBook Book { get; } = Get<IStockBook>(services);

    /// <summary>Payments that go back.</summary>
    public IRefundBook Refunds { get; } = Get<IRefundBook>(services);

    /// <summary>Products' inventory.</summary>
    public IInventory Inventory { get; } = Get<IInventory>(services);

    /// <summary>Secrets.</summary>
    public ISecretVault Secrets { get; } = Get<ISecretVault>(services);

    /// <summary>Operator actions.</summary>
    public IAuditLog Audit { get; } = Get<IAuditLog>(services);

    /// <summary>Whether it can be written.</summary>
    public ILedgerHealth Health { get; } = Get<ILedgerHealth>(services);

    /// <summary>Migration.</summary>
    public ILedgerStartup Startup { get; } = Get<ILedgerStartup>(services);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => dispose();

    private static T Get<T>(IServiceProvider services)
        where T : class =>
        services.GetService(typeof(T)) as T ?? throw new InvalidOperationException($"The provider does not register {typeof(T).Name}.");
}
