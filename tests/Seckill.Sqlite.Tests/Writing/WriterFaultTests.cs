using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Seckill.Ids;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Health;

namespace Seckill.Sqlite.Tests.Writing;

/// <summary>Whatever goes wrong beside a transaction, every call is answered, and the next one is tried.</summary>
public sealed class WriterFaultTests : IAsyncLifetime
{
    // Fails when it is run, not when it is prepared.
    private const string Failing = "SELECT abs(-9223372036854775808)";

    private static readonly ProductId s_phone = ProductId.Parse("phone");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new();
    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => _folder.File("ledger.db");

    public async ValueTask InitializeAsync()
    {
        await using var ledger = TestLedger.Open(Path);
        await ledger.Startup.MigrateAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _meters.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task CheckpointThatFails_LeavesTheWriterAlive()
    {
        var failures = 0;
        await using var database = Open(sql => sql == StatementSource.CheckpointSql && FailsOnWriter(ref failures) ? Failing : sql);

        // A log of one page is long, so the writer is asked to copy it again and again.
        for (var i = 1; Volatile.Read(ref failures) < 3; i++)
        {
            await SetAsync(database, i).WaitAsync(s_patience, Token);
        }

        await SetAsync(database, 1_000_000).WaitAsync(s_patience, Token);
        Assert.Equal(1_000_000, await OnHandAsync(database));
    }

    [Fact]
    public async Task WriterThatEnds_AnswersWhoWaitsAndWhoComes()
    {
        await using var database = Open(rewrite: null);
        await SetAsync(database, 1);
        using var go = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = database.Writer.RunAsync(
            static (_, signals) =>
            {
                signals.begun.SetResult();
                signals.go.Wait(TestContext.Current.CancellationToken);
                return 0;
            },
            (begun, go),
            Token).AsTask();
        await begun.Task.WaitAsync(s_patience, Token);
        var waiting = SetAsync(database, 2);
        using var listener = Broken();
        go.Set();

        // What the meter's listener throws, the loop has no way to go on from.
        await Assert.ThrowsAsync<NotSupportedException>(() => held.WaitAsync(s_patience, Token));
        await Assert.ThrowsAsync<NotSupportedException>(() => waiting.WaitAsync(s_patience, Token));
        var late = await Assert.ThrowsAsync<InvalidOperationException>(() => SetAsync(database, 3).WaitAsync(s_patience, Token));

        Assert.IsType<NotSupportedException>(late.InnerException);
        Assert.Equal(1, await OnHandAsync(database));
    }

    [Fact]
    public async Task Probe_WritesToTheLog()
    {
        await using var database = Open(rewrite: null, longLog: 1 << 20);
        var health = new SqliteLedgerHealth(database);
        await health.CheckAsync(Token);
        var before = await ReadLogAsync();

        await health.CheckAsync(Token);

        Assert.NotEqual(before, await ReadLogAsync());

        async Task<string> ReadLogAsync()
        {
            await using var log = new FileStream(Path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Convert.ToHexString(await SHA256.HashDataAsync(log, Token));
        }
    }

    private static bool FailsOnWriter(ref int failures)
    {
        if (Thread.CurrentThread.Name != "Seckill SQLite writer")
        {
            return false;
        }

        Interlocked.Increment(ref failures);
        return true;
    }

    // Of this ledger's meter alone: others measure under the same name at the same time.
    private MeterListener Broken()
    {
        var mine = _meters.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == SqliteLedgerDiagnostics.MeterName && instrument.Meter.Scope == mine)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => throw new NotSupportedException("planted"));
        listener.Start();
        return listener;
    }

    private SqliteDatabase Open(SqlRewrite? rewrite, int longLog = 1)
    {
        var settings = DatabaseSettings.Of(new SqliteLedgerOptions { Path = Path }) with { Rewrite = rewrite, LongLogBytes = longLog };
        return new SqliteDatabase(new DatabaseFile(settings), TimeProvider.System, NullLogger.Instance, _meters.GetRequiredService<IMeterFactory>());
    }

    private static Task<int> SetAsync(SqliteDatabase database, int onHand) => database.Writer.RunAsync(
        static (session, count) =>
        {
            session.Ledger.Inventory.SetOnHand(s_phone, count);
            return count;
        },
        onHand,
        Token).AsTask();

    private static async Task<long?> OnHandAsync(SqliteDatabase database) =>
        (await database.Readers.RunAsync(static (session, id) => session.Ledger.Inventory.Find(id), s_phone, Token))?.OnHand;
}
