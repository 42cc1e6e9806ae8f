using Seckill.Testing.Sagas;

namespace Seckill.Sqlite.Tests.Sagas;

/// <summary>The same with the file's index following in the midst of each test.</summary>
public sealed class FoldedSagaClaimTests : SqliteSagaClaimTests
{
    protected override ValueTask<SagaStoreUnderTest> CreateStoreAsync(TimeProvider clock) => TestSagas.CreateAsync(clock, namesInMemory: 0);
}
