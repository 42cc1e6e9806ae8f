using Seckill.Testing.Ledger;

namespace Seckill.Sqlite.Tests.Contracts;

public sealed class SqliteSaleDirectoryTests : SaleDirectoryContract
{
    protected override ValueTask<LedgerUnderTest> CreateLedgerAsync(TimeProvider clock) => TestLedger.CreateAsync(clock);
}
