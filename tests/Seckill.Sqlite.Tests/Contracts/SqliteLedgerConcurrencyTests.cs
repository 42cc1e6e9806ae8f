using Seckill.Testing.Ledger;

namespace Seckill.Sqlite.Tests.Contracts;

public sealed class SqliteLedgerConcurrencyTests : LedgerConcurrencyContract
{
    protected override ValueTask<LedgerUnderTest> CreateLedgerAsync(TimeProvider clock) => TestLedger.CreateAsync(clock, rowsInMemory: 2);
}
