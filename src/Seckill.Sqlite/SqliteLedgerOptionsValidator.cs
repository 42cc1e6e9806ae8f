using Microsoft.Extensions.Options;

namespace Seckill.Sqlite;

internal sealed class SqliteLedgerOptionsValidator : IValidateOptions<SqliteLedgerOptions>
{
    private static readonly TimeSpan s_longestBusyTimeout = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, SqliteLedgerOptions options)
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            problems.Add("SqliteLedgerOptions.Path is empty; set it to the ledger's file, such as data/ledger.db.");
        }
        else if (options.Path.StartsWith(':') || options.Path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"SqliteLedgerOptions.Path is '{options.Path}'; a ledger must be durable, so set it to a plain file path, such as data/ledger.db.");
        }

        if (options.ReadConnections is < 1 or > 64)
        {
            problems.Add($"SqliteLedgerOptions.ReadConnections is {options.ReadConnections}; set it to a number from 1 to 64.");
        }

        if (options.BusyTimeout < TimeSpan.Zero || options.BusyTimeout > s_longestBusyTimeout)
        {
            problems.Add($"SqliteLedgerOptions.BusyTimeout is {options.BusyTimeout}; set it to a time from 00:00:00 to {s_longestBusyTimeout}.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
