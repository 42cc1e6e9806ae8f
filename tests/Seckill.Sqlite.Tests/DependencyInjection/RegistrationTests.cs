using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Seckill.Ledger;

namespace Seckill.Sqlite.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddSeckillSqlite_Twice_RegistersOneLedger()
    {
        using var folder = new TestFolder();
        var services = TestLedger.Services(folder.File("ledger.db"));
        services.AddSeckillSqlite(options => options.ReadConnections = 2);

        await using var provider = services.BuildServiceProvider();

        Assert.Single(provider.GetServices<IOrderLedger>());
        Assert.Single(provider.GetServices<SqliteDatabase>());
        Assert.Same(provider.GetRequiredService<IOrderLedger>(), provider.GetRequiredService<IOrderLedger>());
        Assert.Equal(2, provider.GetRequiredService<IOptions<SqliteLedgerOptions>>().Value.ReadConnections);
    }

    [Fact]
    public async Task AddSeckillSqlite_AnotherVaultBefore_LeavesItInPlace()
    {
        using var folder = new TestFolder();
        var services = new ServiceCollection().AddSingleton<ISecretVault, FixedVault>();

        await using var provider = services.AddSeckillSqlite(o => o.Path = folder.File("ledger.db")).BuildServiceProvider();

        Assert.IsType<FixedVault>(provider.GetRequiredService<ISecretVault>());
    }

    [Fact]
    public void Dispose_WithoutAwaiting_ClosesTheLedgerToo()
    {
        using var folder = new TestFolder();
        using var provider = TestLedger.Services(folder.File("ledger.db")).BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<IOrderLedger>());
    }

    [Theory]
    [InlineData("", 4, 5, "SqliteLedgerOptions.Path is empty; set it to")]
    [InlineData(":memory:", 4, 5, "SqliteLedgerOptions.Path is ':memory:'; what is kept must be durable, so set it to")]
    [InlineData("file:x?mode=memory", 4, 5, "SqliteLedgerOptions.Path is 'file:x?mode=memory'")]
    [InlineData("x.db", 0, 5, "SqliteLedgerOptions.ReadConnections is 0; set it to")]
    [InlineData("x.db", 65, 5, "SqliteLedgerOptions.ReadConnections is 65; set it to")]
    [InlineData("x.db", 4, -1, "SqliteLedgerOptions.BusyTimeout is -00:00:01; set it to")]
    [InlineData("x.db", 4, 601, "SqliteLedgerOptions.BusyTimeout is 00:10:01; set it to")]
    public async Task Start_BadOption_NamesKeyValueAndFix(string path, int readers, int busySeconds, string message)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSeckillSqlite(options =>
        {
            options.Path = path;
            options.ReadConnections = readers;
            options.BusyTimeout = TimeSpan.FromSeconds(busySeconds);
        });
        using var host = builder.Build();

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.StartsWith(message, Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    private sealed class FixedVault : ISecretVault
    {
        public ValueTask<byte[]> GetOrCreateAsync(string name, CancellationToken cancellationToken = default) => new(new byte[32]);
    }
}
