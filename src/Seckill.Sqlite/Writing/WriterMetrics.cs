using System.Diagnostics.Metrics;

namespace Seckill.Sqlite.Writing;

/// <summary>What the writer measures; nothing when the host has no meters.</summary>
internal sealed class WriterMetrics : IDisposable
{
    private readonly Meter? _meter;
    private readonly Counter<long>? _commits;
    private readonly Counter<long>? _failed;
    private readonly Histogram<int>? _batchSize;
    private readonly Histogram<double>? _duration;

    public WriterMetrics(IMeterFactory? factory)
    {
        _meter = factory?.Create(SqliteLedgerDiagnostics.MeterName);
        _commits = _meter?.CreateCounter<long>(SqliteLedgerDiagnostics.Commits, "{commit}", "Transactions committed.");
        _failed = _meter?.CreateCounter<long>(SqliteLedgerDiagnostics.FailedCommits, "{commit}", "Transactions that could not be begun or committed.");
        _batchSize = _meter?.CreateHistogram<int>(SqliteLedgerDiagnostics.BatchSize, "{call}", "Calls that shared one transaction.");
        _duration = _meter?.CreateHistogram<double>(SqliteLedgerDiagnostics.CommitDuration, "s", "Time of one transaction until it is durable.");
    }

    public void Committed(int calls, TimeSpan duration)
    {
        _commits?.Add(1);
        _batchSize?.Record(calls);
        _duration?.Record(duration.TotalSeconds);
    }

    public void Failed() => _failed?.Add(1);

    public void Dispose() => _meter?.Dispose();
}
