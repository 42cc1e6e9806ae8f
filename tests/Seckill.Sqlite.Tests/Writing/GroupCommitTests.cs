using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Writing;

namespace Seckill.Sqlite.Tests.Writing;

/// <summary>One transaction for many calls: what they share, and what they must not share.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    private static readonly ProductId s_phone = ProductId.Parse("phone");

    private readonly TestFolder _folder = new();
    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private SqliteDatabase? _database;
    private DatabaseFile? _file;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SqliteDatabase Database => _database!;

    public async ValueTask InitializeAsync()
    {
        await using (var ledger = TestLedger.Open(_folder.File("ledger.db")))
        {
            await ledger.Startup.MigrateAsync(Token);
        }

        var options = new SqliteLedgerOptions { Path = _folder.File("ledger.db"), BusyTimeout = TimeSpan.Zero, ReadConnections = 1 };
        _file = new DatabaseFile(DatabaseSettings.Of(options));
        _database = new SqliteDatabase(_file, TimeProvider.System, NullLogger.Instance, _meters.GetRequiredService<IMeterFactory>());
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _meters.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task CallsThatGathered_ShareOneTransaction()
    {
        var sizes = new ConcurrentQueue<int>();
        using var listener = Listen(sizes);
        var calls = await TogetherAsync([.. Enumerable.Range(1, 5).Select(i => Set(i))]);

        await Task.WhenAll(calls);

        Assert.Equal([1, 5], sizes);
        Assert.Equal(5, await OnHandAsync());
    }

    [Fact]
    public async Task OneBadCall_FailsAloneAndLeavesNothing()
    {
        var calls = await TogetherAsync(
            Set(1),
            session =>
            {
                session.Ledger.Inventory.SetOnHand(s_phone, 666);
                session.Ledger.Inventory.SetOnHand(ProductId.Parse("bad"), 666);
                throw new InvalidOperationException("planted");
            },
            session => (int)session.Ledger.Inventory.Find(s_phone)!.OnHand!.Value + 1);

        Assert.Equal(1, await calls[0]);
        Assert.Equal("planted", (await Assert.ThrowsAsync<InvalidOperationException>(() => calls[1])).Message);
        Assert.Equal(2, await calls[2]);
        Assert.Equal(1, await OnHandAsync());
        Assert.Null(await FindAsync("bad"));
    }

    [Fact]
    public async Task BadCallAlone_IsRolledBackAndTheNextOneWorks()
    {
        var bad = Run(session =>
        {
            session.Ledger.Inventory.SetOnHand(s_phone, 666);
            throw new InvalidOperationException("planted");
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Null(await FindAsync("phone"));
        Assert.Equal(1, await Run(Set(1)));
    }

    [Fact]
    public async Task TransactionLostHalfway_FailsAllItsCallsAndTheNextOneWorks()
    {
        var calls = await TogetherAsync(
            Set(1),
            session =>
            {
                session.Rollback();
                throw new InvalidOperationException("planted");
            },
            Set(3));

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => call);
        }

        Assert.Null(await FindAsync("phone"));
        Assert.Equal(4, await Run(Set(4)));
        Assert.Equal(4, await OnHandAsync());
    }

    [Fact]
    public async Task FileHeldByAnotherProcess_FailsTheCallsUntilItIsFree()
    {
        using (var other = _file!.OpenForMigration())
        {
            other.Execute("BEGIN IMMEDIATE;");
            var fault = await Assert.ThrowsAsync<SqliteException>(() => Run(Set(1)));
            Assert.Equal(SQLitePCL.raw.SQLITE_BUSY, fault.SqliteErrorCode);
            other.Execute("ROLLBACK;");
        }

        Assert.Equal(2, await Run(Set(2)));
    }

    [Fact]
    public async Task FirstTriedTogetherThenEachForItself_EveryCallIsDoneOnce()
    {
        Func<WriteSession, int> add = static session => session.Ledger.Inventory.TryAllot(s_phone, 1) ? 1 : 0;
        Func<WriteSession, int> bad = static _ => throw new InvalidOperationException("planted");
        var calls = await TogetherAsync(add, add, bad, add, bad, add);

        await Task.WhenAll(calls.Where((_, i) => i is not (2 or 4)));

        Assert.Equal(4, (await FindAsync("phone"))!.Allotted);
    }

    [Fact]
    public async Task Dispose_AnswersWhatWasTakenAndRefusesWhatComes()
    {
        var calls = await TogetherAsync(Set(1), Set(2));

        await Database.DisposeAsync();

        Assert.Equal<int>([1, 2], (IEnumerable<int>)await Task.WhenAll(calls));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Run(Set(3)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => FindAsync("phone"));
        await Database.DisposeAsync();
    }

    private static Func<WriteSession, int> Set(int onHand) => session =>
    {
        session.Ledger.Inventory.SetOnHand(s_phone, onHand);
        return onHand;
    };

    private Task<int> Run(Func<WriteSession, int> work) =>
        Database.Writer.RunAsync(static (session, run) => run(session), work, Token).AsTask();

    /// <summary>Holds the writer with a first call until all others have gathered behind it.</summary>
    private async Task<Task<int>[]> TogetherAsync(params Func<WriteSession, int>[] works)
    {
        using var go = new ManualResetEventSlim();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = Run(_ =>
        {
            held.SetResult();
            go.Wait(Token);
            return 0;
        });
        await held.Task;
        var calls = works.Select(Run).ToArray();
        go.Set();
        await first;
        return calls;
    }

    private async Task<long?> OnHandAsync() => (await FindAsync("phone"))?.OnHand;

    private Task<InventoryRow?> FindAsync(string product) =>
        Database.Readers.RunAsync(static (session, id) => session.Ledger.Inventory.Find(id), ProductId.Parse(product), Token).AsTask();

    // Other tests' ledgers measure under the same name at the same time: the scope tells this one's meter from theirs.
    private MeterListener Listen(ConcurrentQueue<int> sizes)
    {
        var mine = _meters.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument is { Name: SqliteLedgerDiagnostics.BatchSize, Meter.Name: SqliteLedgerDiagnostics.MeterName } && instrument.Meter.Scope == mine)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, size, _, _) => sizes.Enqueue(size));
        listener.Start();
        return listener;
    }
}
