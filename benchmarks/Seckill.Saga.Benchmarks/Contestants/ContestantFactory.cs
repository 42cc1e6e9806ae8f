using Microsoft.Extensions.DependencyInjection;
using Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;
using Seckill.Sagas.Benchmarks.Contestants.WolverinePeer;
using Seckill.Sagas.Benchmarks.Logs;

namespace Seckill.Sagas.Benchmarks.Contestants;

internal static class ContestantFactory
{
    public const string Idle = "nobody";
    public const string Memory = "seckill";
    public const string Sqlite = "seckill-sqlite";
    public const string SqliteLog = "seckill-on-sqlite-log";
    public const string FileLog = "seckill-on-file-log";
    public const string RawSqlite = "raw-sqlite-log";
    public const string RawFile = "raw-file-log";
    public const string Wolverine = "wolverine";
    public const string MassTransit = "masstransit";
    public const string Courier = "masstransit-courier";

    /// <summary>Makes a contestant by its name.</summary>
    /// <param name="name">One of the names above.</param>
    /// <param name="folder">Where it may keep files.</param>
    /// <param name="inFlight">Sagas that will be under way at a time.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static Contestant Create(string name, string folder, int inFlight) => name switch
    {
        Idle => new IdleContestant(),
        Memory => new SeckillContestant(static _ => { }, inFlight),
        Sqlite => new SeckillContestant(services => services.AddSeckillSqliteSagas(o => o.Path = Path.Combine(folder, "sagas.db")), inFlight),
        SqliteLog => new SeckillContestant(services => services.AddSingleton<ISagaStore>(_ => new SqliteLog(Path.Combine(folder, "log.db"))), inFlight),
        FileLog => new SeckillContestant(services => services.AddSingleton<ISagaStore>(_ => new FileLog(Path.Combine(folder, "log"))), inFlight),
        RawSqlite => new RawLogContestant(() => new SqliteLog(Path.Combine(folder, "log.db"))),
        RawFile => new RawLogContestant(() => new FileLog(Path.Combine(folder, "log"))),
        Wolverine => new WolverineContestant(),
        MassTransit => new MassTransitContestant(),
        Courier => new CourierContestant(),
        _ => throw new ArgumentException($"There is no contestant '{name}'.", nameof(name)),
    };
}
