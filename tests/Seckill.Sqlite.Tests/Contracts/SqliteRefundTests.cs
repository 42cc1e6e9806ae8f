using Seckill.Testing.Ledger;

namespace Seckill.Sqlite.Tests.Contracts;

public sealed class SqliteRefundTests : RefundContract
{
    protected override ValueTask<LedgerUnderTest> CreateLedgerAsync(TimeProvider clock) => TestLedger.CreateAsync(clock);
}
