using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Seckill.Sqlite.Effects;

namespace Seckill.Sagas.Tests.Docs;

/// <summary>The code in the documents is code that is compiled here, and runs.</summary>
public sealed class DocumentTests
{
    [Theory]
    [InlineData("src/Seckill.Saga/README.md", 4)]
    [InlineData("docs/sagas.md", 9)]
    public void EveryBlockOfCode_IsCompiledHere(string document, int least)
    {
        var snippets = Parts(File.ReadAllLines(Path.Combine(Folder(), "Snippets.cs")), l => l.Trim() == "// doc", l => l.Trim() == "// end").Select(Dedent).ToHashSet();
        var blocks = Parts(File.ReadAllLines(Path.Combine(Folder(), "../../..", document)), l => l == "```csharp", l => l == "```").Select(Dedent).ToList();

        Assert.InRange(blocks.Count, least, 50);
        Assert.All(blocks, block => Assert.Contains(block, snippets));
    }

    [Fact]
    public async Task TenLineSaga_Runs()
    {
        var (flights, hotels) = (new Desk(), new Desk());
        var builder = Host.CreateEmptyApplicationBuilder(null);
        Snippets.Host(builder.Services, Snippets.TenLines(flights, hotels));
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        await Snippets.StartAsync(host.Services.GetRequiredService<ISagaClient>());

        Assert.Equal(["trip-42/flight.book"], flights.Booked);
        Assert.Equal(["trip-42/hotel.book"], hotels.Booked);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void TestKit_Runs()
    {
        Snippets.Kit(Snippets.TenLines(new Desk(), new Desk()));
        Snippets.KitInVirtualTime(Snippets.Waiting(new Desk(), new Desk()));
    }

    [Fact]
    public async Task GuardedStep_OfARealTable_TakesEffectOnce()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        SqliteEffectGuard.CreateTable(connection);
        await RecordOldEffectsAsync(3);
        using var guard = new SqliteEffectGuard(connection);
        await RunAsync("CREATE TABLE flight (seats INTEGER NOT NULL); INSERT INTO flight VALUES (1);");
        var calls = 0;
        var trip = Saga.Define("trip", version: 1, TripJson.Default.Trip)
            .Step("seat.take", async (t, c) =>
            {
                var result = await Snippets.TakeSeatAsync(connection, guard, t, c);
                return ++calls == 1 ? StepResult.Unknown("the answer was lost") : result;
            }).Guarded().NothingToUndo()
            .Build();

        Testing.Sagas.Kit.SagaTest.Given(trip, new Trip("HGH", "PEK")).ExpectCompleted().ExpectTries("seat.take", 2);

        Assert.Equal(0L, await RunAsync("SELECT seats FROM flight"));
        Assert.Equal("test", await RunAsync("SELECT group_concat(saga) FROM seckill_effect"));

        async Task RecordOldEffectsAsync(int count)
        {
            using var longAgo = new SqliteEffectGuard(connection, new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
            await using var transaction = connection.BeginTransaction();
            for (var i = 0; i < count; i++)
            {
                await longAgo.RecordAsync(new EffectKey(SagaId.Parse($"old-{i}"), "seat.take", EffectOperation.Action), StepResult.Ok);
            }

            await transaction.CommitAsync();
        }

        async Task<object?> RunAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteScalarAsync();
        }
    }

    private static IEnumerable<string[]> Parts(IReadOnlyList<string> lines, Func<string, bool> begins, Func<string, bool> ends)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (begins(lines[i]))
            {
                var part = lines.Skip(i + 1).TakeWhile(l => !ends(l)).ToArray();
                yield return part;
                i += part.Length;
            }
        }
    }

    private static string Dedent(string[] lines)
    {
        var margin = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length < margin ? "" : l[margin..])).Trim();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
