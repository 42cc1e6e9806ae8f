using Seckill.Sagas.Stores;
using Seckill.Testing.Sagas;

namespace Seckill.Sagas.Tests.Stores;

public sealed class InMemorySagaShardTests : SagaShardContract
{
    protected override ValueTask<SagaStoreUnderTest> CreateStoreAsync(TimeProvider clock) => new(new SagaStoreUnderTest(new InMemorySagaStore(clock)));
}
