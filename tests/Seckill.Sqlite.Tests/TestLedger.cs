using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Tests.Mutants;
using Seckill.Testing.Ledger;

namespace Seckill.Sqlite.Tests;

/// <summary>Opens ledgers as a host does.</summary>
internal static class TestLedger
{
    /// <summary>A fresh ledger in a folder of its own, which goes with it.</summary>
    public static async ValueTask<LedgerUnderTest> CreateAsync(TimeProvider clock)
    {
        var folder = new TestFolder();
        var ledger = Open(folder.File("ledger.db"), clock, folder.Dispose);
        await ledger.Startup.MigrateAsync();
        return ledger;
    }

    /// <summary>The ledger in a file, as it is.</summary>
    public static LedgerUnderTest Open(string path, TimeProvider? clock = null, Action? afterwards = null)
    {
        var provider = Services(path, clock).BuildServiceProvider();
        return new LedgerUnderTest(provider, async () =>
        {
            await provider.DisposeAsync();
            afterwards?.Invoke();
        });
    }

    public static IServiceCollection Services(string path, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? TimeProvider.System);
        if (PlantedBug.Current is { } rewrite)
        {
            services.AddSingleton(p => new LedgerFile(p.GetRequiredService<IOptions<SqliteLedgerOptions>>(), rewrite, buyersInMemory: 0));
        }

        return services.AddSeckillSqlite(options => options.Path = path);
    }
}
