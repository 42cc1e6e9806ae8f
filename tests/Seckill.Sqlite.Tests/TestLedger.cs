using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Tests.Mutants;
using Seckill.Testing.Ledger;

namespace Seckill.Sqlite.Tests;

/// <summary>Opens ledgers as a host does.</summary>
internal static class TestLedger
{
    // Few rows in memory make the file's indexes follow in the midst of a test.
    /// <summary>A fresh ledger in a folder of its own, which goes with it.</summary>
    public static async ValueTask<LedgerUnderTest> CreateAsync(TimeProvider clock, int? rowsInMemory = null)
    {
        var folder = new TestFolder();
        var ledger = Open(folder.File("ledger.db"), clock, folder.Dispose, rowsInMemory);
        await ledger.Startup.MigrateAsync();
        return ledger;
    }

    /// <summary>The ledger in a file, as it is.</summary>
    public static LedgerUnderTest Open(string path, TimeProvider? clock = null, Action? afterwards = null, int? rowsInMemory = null)
    {
        var provider = Services(path, clock, rowsInMemory).BuildServiceProvider();
        return new LedgerUnderTest(provider, async () =>
        {
            await provider.DisposeAsync();
            afterwards?.Invoke();
        });
    }

    public static IServiceCollection Services(string path, TimeProvider? clock = null, int? rowsInMemory = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        if (PlantedBug.Current is { } rewrite)
        {
            services.AddSingleton(p => File(p, settings => settings with { Rewrite = rewrite, BuyersInMemory = 0, RowsInMemory = 2, NamesInMemory = 2 }));
        }
        else if (rowsInMemory is { } rows)
        {
            services.AddSingleton(p => File(p, settings => settings with { BuyersInMemory = 0, RowsInMemory = rows }));
        }

        return services.AddSeckillSqlite(options => options.Path = path);
    }

    private static DatabaseFile File(IServiceProvider provider, Func<DatabaseSettings, DatabaseSettings> change) =>
        new(change(DatabaseSettings.Of(provider.GetRequiredService<IOptions<SqliteLedgerOptions>>().Value)));
}
