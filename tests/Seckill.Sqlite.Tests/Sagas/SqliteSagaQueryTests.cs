using Seckill.Testing.Sagas;

namespace Seckill.Sqlite.Tests.Sagas;

public class SqliteSagaQueryTests : SagaQueryContract
{
    protected override ValueTask<SagaStoreUnderTest> CreateStoreAsync(TimeProvider clock) => TestSagas.CreateAsync(clock);
}
