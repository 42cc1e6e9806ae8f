using Seckill.Testing.Sagas;

namespace Seckill.Sqlite.Tests.Sagas;

public class SqliteSagaShardTests : SagaShardContract
{
    protected override ValueTask<SagaStoreUnderTest> CreateStoreAsync(TimeProvider clock) => TestSagas.CreateAsync(clock);
}
