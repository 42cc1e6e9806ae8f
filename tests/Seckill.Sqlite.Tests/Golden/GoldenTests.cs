using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Sagas;

namespace Seckill.Sqlite.Tests.Golden;

/// <summary>What older versions of the packages have written is still read, and goes on to its end.</summary>
public sealed class GoldenTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Files => [.. GoldenFiles.All.Select(f => Path.GetFileName(f)!)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NewestFormat_HasAGoldenFile() => Assert.True(
        File.Exists(GoldenFiles.Current),
        $"'{Path.GetFileName(GoldenFiles.Current)}' is missing: the format of records or tables was changed. Keep reading the older ones, and make the file with {nameof(GoldenMaker)}.");

    [Theory]
    [MemberData(nameof(Files))]
    public async Task GoldenFile_EverySaga_ComesToItsEnd(string file)
    {
        var path = Copy(file);
        var bus = new GoldenBus(isUp: true);
        using var host = await GoldenHost.StartAsync(path, new GoldenSaga(), bus, TimeSpan.FromMilliseconds(20));
        var client = host.Services.GetRequiredService<ISagaClient>();

        await RaiseAsync(client, "first");
        await RaiseAsync(client, "second");
        await RaiseAsync(client, "waiting");
        Assert.Equal(SagaAdminOutcome.Ok, await host.Services.GetRequiredService<ISagaAdmin>().RetryAsync(SagaId.Parse("parked"), new OperatorNote("test", "mended"), Token));

        foreach (var name in (string[])["first", "second", "waiting", "buffered", "pivot", "behind", "unsent"])
        {
            var record = await EndOfAsync(client, name);
            Assert.Equal((name, SagaStatus.Completed), (name, record.Status));
            Assert.Contains("\"transaction\":\"t1\"", System.Text.Encoding.UTF8.GetString(record.State.Span), StringComparison.Ordinal);
        }

        foreach (var name in (string[])["overdue", "undoing", "parked", "undone"])
        {
            var record = await EndOfAsync(client, name);
            Assert.Equal((name, SagaStatus.Compensated), (name, record.Status));
            Assert.Equal(0ul, record.Done & 0b11);
        }

        await host.StopAsync(Token);
        foreach (var name in (string[])["first", "unsent", "undoing"])
        {
            Assert.True(bus.Published.ContainsKey($"{name}/stock.deduct/0"), $"The event of '{name}' was not sent.");
        }
    }

    [Fact]
    public void NewestGoldenFile_IsWrittenAsItIsRead()
    {
        var rows = Rows(Copy(Path.GetFileName(GoldenFiles.Current)), "SELECT data FROM saga");

        Assert.Equal(11, rows.Count);
        Assert.All(rows, row => Assert.Equal((byte[])row, SagaRecordFormat.ToBytes(SagaRecordFormat.Read((byte[])row))));
    }

    [Fact]
    public async Task NewestGoldenFile_HasTheTablesOfAFreshOne()
    {
        const string Sql = "SELECT sql FROM sqlite_schema WHERE name LIKE 'saga%' ORDER BY name";
        var fresh = _folder.File("fresh.db");
        using (var host = await GoldenHost.StartAsync(fresh, new GoldenSaga(), new GoldenBus(isUp: true), TimeSpan.FromMinutes(1)))
        {
            await host.StopAsync(Token);
        }

        Assert.Equal(Rows(fresh, Sql), Rows(Copy(Path.GetFileName(GoldenFiles.Current)), Sql));
    }

    private static async Task RaiseAsync(ISagaClient client, string name) => Assert.Contains(
        (await client.RaiseAsync(GoldenSaga.Name, name, GoldenSaga.Paid, new GoldenPaid("t1"), "e1", Token)).Outcome,
        (RaiseOutcome[])[RaiseOutcome.Accepted, RaiseOutcome.Buffered]);

    private static async Task<SagaRecord> EndOfAsync(ISagaClient client, string name)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var record = await client.WaitAsync(SagaId.Parse(name), patience.Token);
        return Assert.IsType<SagaRecord>(record);
    }

    private static List<object> Rows(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object>();
        while (reader.Read())
        {
            rows.Add(reader.GetValue(0));
        }

        return rows;
    }

    private string Copy(string file)
    {
        var path = _folder.File(file);
        File.Copy(Path.Combine(Path.GetDirectoryName(GoldenFiles.Current)!, file), path);
        return path;
    }
}
