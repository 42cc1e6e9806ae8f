using Seckill.Sagas.Stores;
using Seckill.Sagas.Tests.Mutants;
using Seckill.Testing.Sagas;

namespace Seckill.Sagas.Tests.Stores;

/// <summary>Proves that the store's suite finds one that keeps what it was only lent.</summary>
public sealed class StoreMutantTests
{
    [Fact]
    public async Task StoreThatKeepsRecords_IsFound()
    {
        await using var suite = new Suite(store => new StoreThatKeepsRecords(store));
        await suite.InitializeAsync();

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(suite.Commit_RecordIsFilledAnewAfterwards_TheStoreKeepsWhatItTook);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(suite.Find_WhatWasFoundIsChanged_TheStoreKeepsItsOwn);
    }

    private sealed class Suite(Func<ISagaStore, ISagaStore> around) : SagaCommitContract
    {
        protected override ValueTask<SagaStoreUnderTest> CreateStoreAsync(TimeProvider clock) =>
            new(new SagaStoreUnderTest(around(new InMemorySagaStore(clock))));
    }
}
