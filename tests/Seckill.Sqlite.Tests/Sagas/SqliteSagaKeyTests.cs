using Seckill.Testing.Sagas;

namespace Seckill.Sqlite.Tests.Sagas;

public class SqliteSagaKeyTests : SagaKeyContract
{
    protected override ValueTask<SagaStoreUnderTest> CreateStoreAsync(TimeProvider clock) => TestSagas.CreateAsync(clock);
}
