using Seckill.Testing.Sagas;

namespace Seckill.Sqlite.Tests.Sagas;

public class SqliteSagaClaimTests : SagaClaimContract
{
    protected override ValueTask<SagaStoreUnderTest> CreateStoreAsync(TimeProvider clock) => TestSagas.CreateAsync(clock);
}
