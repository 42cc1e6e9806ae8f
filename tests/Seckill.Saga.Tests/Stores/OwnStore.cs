using Seckill.Sagas.Stores;
using Seckill.Sagas.Tests.Mutants;

namespace Seckill.Sagas.Tests.Stores;

/// <summary>A store of somebody else.</summary>
internal sealed class OwnStore() : StoreDecorator(new InMemorySagaStore(TimeProvider.System));
