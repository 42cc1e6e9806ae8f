using Seckill.Sagas.Stores;
using Seckill.Testing.Sagas;

namespace Seckill.Sagas.Tests.Stores;

public sealed class InMemorySagaClaimTests : SagaClaimContract
{
    protected override ValueTask<SagaStoreUnderTest> CreateStoreAsync(TimeProvider clock) => new(new SagaStoreUnderTest(new InMemorySagaStore(clock)));
}
