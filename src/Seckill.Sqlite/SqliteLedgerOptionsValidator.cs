using Microsoft.Extensions.Options;

namespace Seckill.Sqlite;

internal sealed class SqliteLedgerOptionsValidator : IValidateOptions<SqliteLedgerOptions>
{
    private const string Example = "data/ledger.db";

    public ValidateOptionsResult Validate(string? name, SqliteLedgerOptions options)
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            problems.Add($"SqliteLedgerOptions.Path is empty; set it to the ledger's file, such as {Example}.");
        }

        problems.AddRange(SqliteFileChecks.Problems(nameof(SqliteLedgerOptions), options.Path, Example, options.ReadConnections, options.BusyTimeout));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
