using Seckill.Testing.Ledger;

namespace Seckill.Sqlite.Tests.Contracts;

public sealed class SqliteOrderSyncTests : OrderSyncContract
{
    protected override ValueTask<LedgerUnderTest> CreateLedgerAsync(TimeProvider clock) => TestLedger.CreateAsync(clock);
}
