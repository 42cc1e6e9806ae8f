using Seckill.Sagas.Benchmarks.Contestants;

namespace Seckill.Sagas.Benchmarks.Comparing;

/// <summary>Who is measured beside whom. In each table the first one is ours, and ratios are to it.</summary>
internal static class Tables
{
    private const double DesignPeak = 5000;

    public static readonly IReadOnlyDictionary<string, Entry[]> All = new Dictionary<string, Entry[]>
    {
        ["memory"] =
        [
            new(ContestantFactory.Memory, 1_000_000, 300_000),
            new(ContestantFactory.Wolverine, 150_000, 50_000),
            new(ContestantFactory.MassTransit, 25_000, 10_000),
            new(ContestantFactory.Courier, 15_000, 6_000),
        ],
        ["durable"] =
        [
            new(ContestantFactory.Sqlite, 500_000, 150_000),
            new(ContestantFactory.RawSqlite, 500_000, 150_000),
            new(ContestantFactory.RawFile, 500_000, 150_000),
        ],
        ["paced"] =
        [
            new(ContestantFactory.Sqlite, 40_000, 100_000, DesignPeak),
            new(ContestantFactory.RawSqlite, 40_000, 100_000, DesignPeak),
            new(ContestantFactory.Memory, 40_000, 100_000, DesignPeak),
            new(ContestantFactory.Wolverine, 40_000, 50_000, DesignPeak),
            new(ContestantFactory.Idle, 40_000, 50_000, DesignPeak),
        ],
    };
}
