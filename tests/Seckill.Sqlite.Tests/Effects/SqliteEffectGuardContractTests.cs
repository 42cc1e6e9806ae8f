using Seckill.Testing.Sagas;

namespace Seckill.Sqlite.Tests.Effects;

public sealed class SqliteEffectGuardContractTests : EffectGuardContract
{
    protected override ValueTask<EffectGuardUnderTest> CreateAsync() => new(new SqliteGuardedPlace());
}
