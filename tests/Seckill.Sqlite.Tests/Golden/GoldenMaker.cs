using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seckill.Sagas;

namespace Seckill.Sqlite.Tests.Golden;

/// <summary>
/// Makes the golden file of the newest format: sagas at every place where a process can leave them. Run it by name once a format is settled, look at
/// the file, and check it in; a file that is there is never made anew.
/// </summary>
public sealed class GoldenMaker
{
    private static readonly DateTimeOffset s_farAway = new(2226, 11, 11, 0, 0, 0, TimeSpan.Zero);

    private readonly GoldenSaga _saga = new()
    {
        Held =
        {
            ["first"] = "stock.deduct",
            ["second"] = "order.create",
            ["buffered"] = "order.create",
            ["undoing"] = "-stock.deduct",
            ["pivot"] = "order.markPaid",
            ["behind"] = "stock.sync",
        },
        Stuck = { "parked" },
    };

    [Fact(Explicit = true)]
    public async Task Make()
    {
        Assert.False(File.Exists(GoldenFiles.Current), "The golden file of this format is there already.");
        using var folder = new TestFolder();
        var path = folder.File("sagas.db");
        using (var host = await GoldenHost.StartAsync(path, _saga, new GoldenBus(isUp: false), TimeSpan.FromMinutes(1)))
        {
            await PlayAsync(host.Services.GetRequiredService<ISagaClient>());
            Copy(path, folder.File("copy.db"));
            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        Fold(folder.File("copy.db"));
        File.Copy(folder.File("copy.db"), GoldenFiles.Current);
    }

    [Fact(Explicit = true)]
    public void MakeRecord()
    {
        Assert.False(File.Exists(GoldenFiles.CurrentRecord), "The golden record of this format is there already.");
        File.WriteAllText(GoldenFiles.CurrentRecord, Convert.ToHexString(SagaRecordFormat.ToBytes(FullRecord.Value)) + "\n");
    }

    private async Task PlayAsync(ISagaClient client)
    {
        foreach (var name in (string[])["first", "second", "waiting", "buffered", "undoing", "parked", "pivot", "behind", "unsent", "undone"])
        {
            await client.StartAsync(GoldenSaga.Name, SagaId.Parse(name), new GoldenState { Name = name, Deadline = s_farAway });
        }

        // It falls due before anybody looks again.
        var soon = TimeProvider.System.GetUtcNow().AddSeconds(5);
        await client.StartAsync(GoldenSaga.Name, SagaId.Parse("overdue"), new GoldenState { Name = "overdue", Deadline = soon });
        await UntilAsync(() => client.FindAsync(SagaId.Parse("overdue")), r => r.Status == SagaStatus.Waiting);
        await UntilAsync(() => client.FindAsync(SagaId.Parse("buffered")), r => r.DueAt is not null);
        await client.RaiseAsync(SagaId.Parse("buffered"), GoldenSaga.Paid, new GoldenPaid("t1"), "e1");
        foreach (var name in (string[])["unsent", "pivot", "behind"])
        {
            await UntilAsync(() => client.FindAsync(SagaId.Parse(name)), r => r.Status == SagaStatus.Waiting);
            await client.RaiseAsync(SagaId.Parse(name), GoldenSaga.Paid, new GoldenPaid("t1"), "e1");
        }

        foreach (var name in (string[])["undoing", "parked", "undone"])
        {
            await UntilAsync(() => client.FindAsync(SagaId.Parse(name)), r => r.Status == SagaStatus.Waiting);
            await client.CancelAsync(SagaId.Parse(name), "changed my mind");
        }

        await UntilAsync(() => client.FindAsync(SagaId.Parse("unsent")), r => r.Status == SagaStatus.Completed);
        await UntilAsync(() => client.FindAsync(SagaId.Parse("undone")), r => r.Status == SagaStatus.Compensated);
        await UntilAsync(() => client.FindAsync(SagaId.Parse("parked")), r => r.Status == SagaStatus.Parked);
        Assert.True(SpinWait.SpinUntil(() => _saga.Arrived.Count == _saga.Held.Count, TimeSpan.FromSeconds(10)));
    }

    private static async Task UntilAsync(Func<ValueTask<SagaRecord?>> find, Func<SagaRecord, bool> isSo)
    {
        SagaRecord? record = null;
        for (var tries = 0; tries < 500; tries++)
        {
            record = await find();
            if (record is not null && isSo(record))
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail($"{record?.Id} is still {record?.Status} at {record?.StepName}.");
    }

    // As a crash would leave it.
    private static void Copy(string from, string to)
    {
        File.Copy(from, to);
        File.Copy(from + "-wal", to + "-wal");
    }

    private static void Fold(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE; VACUUM;";
        command.ExecuteNonQuery();
    }
}
