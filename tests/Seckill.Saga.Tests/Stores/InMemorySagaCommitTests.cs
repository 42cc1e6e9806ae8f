using Seckill.Sagas.Stores;
using Seckill.Testing.Sagas;

namespace Seckill.Sagas.Tests.Stores;

public sealed class InMemorySagaCommitTests : SagaCommitContract
{
    protected override ValueTask<SagaStoreUnderTest> CreateStoreAsync(TimeProvider clock) => new(new SagaStoreUnderTest(new InMemorySagaStore(clock)));
}
