using Seckill.Testing.Ledger;

namespace Seckill.Sqlite.Tests.Contracts;

public sealed class SqliteLedgerHealthTests : LedgerHealthContract
{
    protected override ValueTask<LedgerUnderTest> CreateLedgerAsync(TimeProvider clock) => TestLedger.CreateAsync(clock);
}
