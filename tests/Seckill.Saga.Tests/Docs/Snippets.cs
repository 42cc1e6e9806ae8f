using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Events;
using Seckill.Redis.Effects;
using Seckill.Sqlite.Effects;
using Seckill.Testing.Sagas.Kit;
using StackExchange.Redis;

namespace Seckill.Sagas.Tests.Docs;

/// <summary>The code in the documents, so that it compiles and runs: each block there is a part here, from <c>// doc</c> to <c>// end</c>.</summary>
internal static class Snippets
{
    private static readonly EventType<TripPaid> s_paid = new("TripPaidEvent", TripJson.Default.TripPaid);
    private static readonly TimeSpan s_keepFor = TimeSpan.FromDays(30);

    // doc
    private static readonly RedisEffectScript s_takeSeat = new("""
        if tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[1]) then return fail('no seats') end
        return ok(redis.call('DECRBY', KEYS[1], ARGV[1]))
        """);

    // end

    public static SagaDefinition<Trip> TenLines(Desk flights, Desk hotels)
    {
        // doc
        var trip = Saga.Define("trip", version: 1, TripJson.Default.Trip)
            .Step("flight.book", (t, c) => flights.BookAsync(t, c.EffectKey)).Guarded()
                .WithCompensation((t, c) => flights.CancelAsync(t, c.EffectKey))
            .Step("hotel.book", (t, c) => hotels.BookAsync(t, c.EffectKey)).Guarded()
                .WithCompensation((t, c) => hotels.CancelAsync(t, c.EffectKey))
                .WithRetry(r => r.Max(3).Exponential(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2)).FullJitter())
            .Build();
        // end
        return trip;
    }

    public static void Host(IServiceCollection services, SagaDefinition<Trip> trip)
    {
        // doc
        services.AddSeckillSaga().AddSaga(trip).UseInMemoryStore().UseInMemoryBus();
        // end
    }

    public static void DurableHost(IServiceCollection services, SagaDefinition<Trip> trip)
    {
        // doc
        services.AddSeckillSqliteSagas(o => o.Path = "data/sagas.db");
        services.AddSeckillSaga().AddSaga(trip).UseInMemoryBus();
        // end
    }

    public static async Task StartAsync(ISagaClient client)
    {
        // doc
        await client.StartAsync("trip", SagaId.Parse("trip-42"), new Trip("HGH", "PEK"));
        var ended = await client.WaitAsync(SagaId.Parse("trip-42"));
        // end
        Assert.Equal(SagaStatus.Completed, ended?.Status);
    }

    public static SagaDefinition<Trip> Waiting(Desk flights, Desk tickets)
    {
        // doc
        var paidTrip = Saga.Define("paid-trip", version: 1, TripJson.Default.Trip)
            .Step("flight.hold", (t, c) => flights.BookAsync(t, c.EffectKey)).Guarded()
                .WithCompensation((t, c) => flights.CancelAsync(t, c.EffectKey))
            .WaitFor("payment", s_paid)
                .Timeout(TimeSpan.FromMinutes(15)).OnTimeout(Then.Compensate)
                .OnEvent((t, paid) => t.Transaction = paid.Transaction)
            .Pivot("ticket.issue", (t, c) => tickets.BookAsync(t, c.EffectKey)).Guarded()
            .Retriable("mail.send", (t, c) => new(StepResult.Ok)).AtLeastOnce()
            .AfterCompensation("mail.sorry", (t, c) => new(StepResult.Ok)).AtLeastOnce()
            .Build();
        // end
        return paidTrip;
    }

    // doc
    public static async ValueTask<StepResult> TakeSeatAsync(SqliteConnection connection, SqliteEffectGuard guard, Trip trip, SagaContext context)
    {
        await using var transaction = connection.BeginTransaction();
        var result = await guard.RunAsync(context.EffectKey, async token =>
        {
            await using var update = connection.CreateCommand();
            update.CommandText = "UPDATE flight SET seats = seats - $seats WHERE seats >= $seats";
            update.Parameters.AddWithValue("$seats", trip.Seats);
            return await update.ExecuteNonQueryAsync(token) == 1 ? StepResult.Ok : StepResult.Fail("no seats");
        });
        guard.Forget(context.Now - s_keepFor, max: 2);
        await transaction.CommitAsync();
        return result;
    }

    // end

    public static ValueTask<StepResult> TakeSeatInRedisAsync(IDatabase redis, Trip trip, SagaContext context)
    {
        // doc
        return s_takeSeat.RunAsync(redis, context.EffectKey, slot: "flight-7", ["{flight-7}:seats"], [trip.Seats], s_keepFor);
        // end
    }

    public static void Kit(SagaDefinition<Trip> trip)
    {
        // doc
        SagaTest.Given(trip, new Trip("HGH", "PEK"))
            .WhenStepFails("hotel.book", times: 3)
            .ExpectCompensated()
            .ExpectTries("hotel.book", 3)
            .ExpectUndone("flight.book");
        // end
    }

    public static void KitInVirtualTime(SagaDefinition<Trip> paidTrip)
    {
        // doc
        SagaTest.Given(paidTrip, new Trip("HGH", "PEK"))
            .WhenProcessDiesAfter("flight.hold")
            .WhenEventComes(s_paid, new TripPaid("t-1"), after: TimeSpan.FromMinutes(16))
            .ExpectEventAnswered(RaiseOutcome.Late)
            .ExpectUndone("flight.hold");
        // end
    }
}
