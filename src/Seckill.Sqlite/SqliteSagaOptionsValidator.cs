using Microsoft.Extensions.Options;

namespace Seckill.Sqlite;

/// <param name="ledger">What configures the ledger; there is none without a ledger.</param>
internal sealed class SqliteSagaOptionsValidator(IEnumerable<IConfigureOptions<SqliteLedgerOptions>> ledger) : IValidateOptions<SqliteSagaOptions>
{
    private const string Example = "data/sagas.db";

    public ValidateOptionsResult Validate(string? name, SqliteSagaOptions options)
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Path) && !ledger.Any())
        {
            problems.Add($"SqliteSagaOptions.Path is empty, and there is no ledger whose file could be shared; set it to the sagas' file, such as {Example}.");
        }

        problems.AddRange(SqliteFileChecks.Problems(nameof(SqliteSagaOptions), options.Path, Example, options.ReadConnections, options.BusyTimeout));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
