using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Seckill.Sagas;
using Seckill.Sqlite;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sagas;
using Seckill.Sqlite.Schema;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the saga store in one SQLite file.</summary>
public static class SqliteSagaServiceCollectionExtensions
{
    /// <summary>
    /// Registers a durable <see cref="ISagaStore"/>, unless another one is registered before. Beside a ledger, sagas may share its file, its writer and
    /// its transactions; without one they have a file of their own. The tables are made at the first use. Options are checked when the host starts;
    /// disposing the container closes the file.
    /// </summary>
    /// <param name="services">The services to register with.</param>
    /// <param name="configure">Sets the options; null leaves them as they are, which is enough beside a ledger.</param>
    public static IServiceCollection AddSeckillSqliteSagas(this IServiceCollection services, Action<SqliteSagaOptions>? configure = null)
    {
        var options = services.AddOptionsWithValidateOnStart<SqliteSagaOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteSagaOptions>, SqliteSagaOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Open);
        services.TryAddSingleton<SqliteSagaStore>();
        services.TryAddKeyedSingleton<ISagaStore>(SagaStores.Records, static (p, _) => p.GetRequiredService<SqliteSagaStore>());
        services.TryAddSingleton<ISagaStore>(static p => p.GetRequiredService<SqliteSagaStore>());
        return services;
    }

    private static SagaDatabase Open(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<SqliteSagaOptions>>().Value;
        var logger = provider.GetService<ILogger<SagaDatabase>>() ?? NullLogger<SagaDatabase>.Instance;
        if (provider.GetService<DatabaseFile>() is { } ledger && IsSame(options.Path, ledger.Path))
        {
            return new SagaDatabase(provider.GetRequiredService<SqliteDatabase>(), new Migrator(ledger, logger), isOwner: false);
        }

        var file = new DatabaseFile(DatabaseSettings.Of(options));
        var database = new SqliteDatabase(file, provider.GetRequiredService<TimeProvider>(), logger, provider.GetService<IMeterFactory>());
        return new SagaDatabase(database, new Migrator(file, logger), isOwner: true);
    }

    private static bool IsSame(string path, string ledger) => path.Length == 0 || Path.GetFullPath(path) == ledger;
}
