using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Seckill.Ledger;
using Seckill.Sqlite;
using Seckill.Sqlite.Adjustments;
using Seckill.Sqlite.Audit;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Health;
using Seckill.Sqlite.Inventories;
using Seckill.Sqlite.Orders;
using Seckill.Sqlite.Refunds;
using Seckill.Sqlite.Sales;
using Seckill.Sqlite.Schema;
using Seckill.Sqlite.Secrets;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the ledger in one SQLite file.</summary>
public static class SqliteLedgerServiceCollectionExtensions
{
    /// <summary>
    /// Registers the ledger under all its contracts, unless another one is registered before. Options are checked when the host starts.
    /// Call <see cref="ILedgerStartup.MigrateAsync"/> before its first use; disposing the container closes the file.
    /// </summary>
    /// <param name="services">The services to register with.</param>
    /// <param name="configure">Sets the options; the path is required.</param>
    public static IServiceCollection AddSeckillSqlite(this IServiceCollection services, Action<SqliteLedgerOptions> configure)
    {
        services.AddOptionsWithValidateOnStart<SqliteLedgerOptions>().Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteLedgerOptions>, SqliteLedgerOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => new DatabaseFile(
            DatabaseSettings.Of(provider.GetRequiredService<IOptions<SqliteLedgerOptions>>().Value)));
        services.TryAddSingleton(static provider => new SqliteDatabase(
            provider.GetRequiredService<DatabaseFile>(),
            provider.GetRequiredService<TimeProvider>(),
            LoggerOf<SqliteDatabase>(provider),
            provider.GetService<IMeterFactory>()));
        services.TryAddSingleton<ILedgerStartup>(static provider =>
            new SqliteLedgerStartup(new Migrator(provider.GetRequiredService<DatabaseFile>(), LoggerOf<SqliteLedgerStartup>(provider))));
        services.TryAddSingleton<ILedgerHealth, SqliteLedgerHealth>();
        services.TryAddSingleton<IOrderLedger, SqliteOrderLedger>();
        services.TryAddSingleton<IRefundBook, SqliteRefundBook>();
        services.TryAddSingleton<ISaleDirectory, SqliteSaleDirectory>();
        services.TryAddSingleton<IStockBook, SqliteStockBook>();
        services.TryAddSingleton<IInventory, SqliteInventory>();
        services.TryAddSingleton<ISecretVault, SqliteSecretVault>();
        services.TryAddSingleton<IAuditLog, SqliteAuditLog>();
        services.AddSeckillSqliteSagas();
        return services;
    }

    // A host without logging may use the ledger too.
    private static ILogger<T> LoggerOf<T>(IServiceProvider provider) => provider.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
