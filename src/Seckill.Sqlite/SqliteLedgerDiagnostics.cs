namespace Seckill.Sqlite;

/// <summary>Names of the ledger's metrics.</summary>
public static class SqliteLedgerDiagnostics
{
    /// <summary>The meter.</summary>
    public const string MeterName = "seckill.sqlite";

    /// <summary>Counter: transactions committed, in <c>{commit}</c>.</summary>
    public const string Commits = "seckill.ledger.commits";

    /// <summary>Counter: transactions that could not be begun or committed, so that their outcome is unknown, in <c>{commit}</c>.</summary>
    public const string FailedCommits = "seckill.ledger.commits.failed";

    /// <summary>Histogram: calls that shared one transaction, in <c>{call}</c>.</summary>
    public const string BatchSize = "seckill.ledger.batch.size";

    /// <summary>Histogram: time of one transaction, from its begin until it is durable, in <c>s</c>.</summary>
    public const string CommitDuration = "seckill.ledger.commit.duration";
}
