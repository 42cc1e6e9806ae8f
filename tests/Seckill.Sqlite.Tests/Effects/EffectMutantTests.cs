using Seckill.Sqlite.Tests.Mutants;

namespace Seckill.Sqlite.Tests.Effects;

/// <summary>Proves that the guard's suite can fail: each bug planted in a statement must be found by it.</summary>
public sealed class EffectMutantTests
{
    [Theory]
    [InlineData("nothing is ever found again", "WHERE saga = ?1 AND step = ?2", "WHERE saga = ?1 AND step = ?2 AND 0")]
    [InlineData("all sagas are one", "WHERE saga = ?1 AND step = ?2", "WHERE ?1 = ?1 AND step = ?2")]
    [InlineData("all steps are one", "WHERE saga = ?1 AND step = ?2", "WHERE saga = ?1 AND ?2 = ?2")]
    [InlineData("tombstones are not seen", "WHERE saga = ?1 AND step = ?2", "WHERE saga = ?1 AND step = ?2 AND outcome > 0")]
    [InlineData("failures are not recorded", "VALUES (?1, ?2, ?3, ?4, ?5, ?6)", "SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE ?4 <> 2")]
    [InlineData("undos are not recorded", "VALUES (?1, ?2, ?3, ?4, ?5, ?6)", "SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT (?3 = 2 AND ?4 = 1)")]
    [InlineData("failures are taken for successes", "SELECT operation, outcome, reason", "SELECT operation, min(outcome, 1), reason")]
    [InlineData("reasons are lost", "SELECT operation, outcome, reason", "SELECT operation, outcome, ''")]
    public async Task PlantedBug_IsFoundByTheSuite(string what, string find, string replace)
    {
        var bug = new PlantedBug(find, replace);
        bug.Arm();

        var failed = await ContractSuite.FirstFailureAsync(typeof(SqliteEffectGuardContractTests));

        Assert.True(bug.IsPlanted, $"No statement has the text that '{what}' replaces.");
        Assert.True(failed is not null, $"Nothing found that {what}.");
    }

    [Fact]
    public async Task NoBug_NothingIsFound()
    {
        var bug = new PlantedBug("a text that no statement has", "");
        bug.Arm();

        Assert.Null(await ContractSuite.FirstFailureAsync(typeof(SqliteEffectGuardContractTests)));
    }
}
