using Seckill.Testing.Ledger;

namespace Seckill.Sqlite.Tests.Contracts;

public class SqliteOrderLedgerModelTests : OrderLedgerModelContract
{
    protected override ValueTask<LedgerUnderTest> CreateLedgerAsync(TimeProvider clock) => TestLedger.CreateAsync(clock, rowsInMemory: 2);
}
