using Seckill.Sqlite.Tests.Mutants;

namespace Seckill.Sqlite.Tests.Sagas;

/// <summary>Proves that the saga store's suite can fail: each bug planted in a statement must be found by it.</summary>
public sealed class SagaMutantTests
{
    [Theory]
    [InlineData("any record is a successor", "AND seq = ?3 - 1 AND key", "AND seq < ?3 AND key")]
    [InlineData("an older record is a successor", "AND seq = ?3 - 1 AND key", "AND seq >= ?3 - 1 AND key")]
    [InlineData("a number is not used up", "seq = ?3, write_id = ?4, status", "seq = ?3 - 1, write_id = ?4, status")]
    [InlineData("repeats are not recognised", "seq = ?3, write_id = ?4, status", "seq = ?3, write_id = 0 * ?4, status")]
    [InlineData("first records are not recognised again", "VALUES (?1, ?2, ?3, ?4, ?5", "VALUES (?1, ?2, ?3, 0 * ?4, ?5")]
    [InlineData("a key moves without a look", "AND key IS ?11", "AND ?11 IS ?11")]
    [InlineData("an ended saga keeps its key", "SELECT row, id, definition, key, seq, write_id, status, updated_at FROM saga WHERE row", "SELECT row, id, definition, key, seq, write_id, 1, updated_at FROM saga WHERE row")]
    [InlineData("keys of all definitions are one", "SELECT row, id, definition, key, seq, write_id, status, updated_at FROM saga WHERE row", "SELECT row, id, 'purchase', key, seq, write_id, status, updated_at FROM saga WHERE row")]
    [InlineData("old keys are still held", "definition = ?9, key = ?10", "definition = ?9, key = coalesce(key, ?10)")]
    [InlineData("new names are not written down", "INSERT INTO saga_new_name (number, hash, row) VALUES (?1, ?2, ?3)", "INSERT INTO saga_new_name (number, hash, row) SELECT ?1, ?2, ?3 WHERE 0", true)]
    [InlineData("names leave memory without being indexed", "INSERT INTO saga_name (hash, row) VALUES (?1, ?2)", "INSERT INTO saga_name (hash, row) SELECT ?1, ?2 WHERE 0")]
    [InlineData("indexed names are not found", "SELECT row FROM saga_name WHERE hash = ?1", "SELECT row FROM saga_name WHERE hash = ?1 AND 0")]
    [InlineData("an epoch does not rise", "epoch = epoch + 1", "epoch = epoch")]
    [InlineData("leases never expire", "OR expires_at <= ?4", "OR expires_at + ?4 = 0")]
    [InlineData("leases expire at once", "OR expires_at <= ?4", "OR expires_at <= ?4 * 2")]
    [InlineData("leases expire a moment late", "OR expires_at <= ?4", "OR expires_at < ?4")]
    [InlineData("an owner is locked out by himself", "WHERE owner = excluded.owner OR", "WHERE 0 OR")]
    [InlineData("a lost lease is renewed", "SET expires_at = ?4 WHERE shard = ?1 AND owner = ?2 AND epoch = ?3", "SET expires_at = ?4 WHERE shard = ?1 AND (owner = ?2 OR epoch = ?3 OR 1)")]
    [InlineData("a lost lease is released", "SET expires_at = 0 WHERE shard = ?1 AND owner = ?2 AND epoch = ?3", "SET expires_at = 0 WHERE shard = ?1 AND (owner = ?2 OR epoch = ?3 OR 1)")]
    [InlineData("expired leases are listed", "WHERE expires_at > ?1 ORDER BY shard", "WHERE expires_at + ?1 > 0 ORDER BY shard")]
    [InlineData("due a moment late", "due_at <= ?2", "due_at < ?2")]
    [InlineData("due on all shards", "FROM saga INDEXED BY saga_due\r\nWHERE shard = ?1 AND", "FROM saga\r\nWHERE ?1 = ?1 AND")]
    [InlineData("pages of what is due overlap", "AND due_at >= ?3 AND (due_at > ?3 OR row > ?4)", "AND due_at >= ?3 AND ?4 = ?4")]
    [InlineData("what is due at one moment is given once", "(due_at > ?3 OR row > ?4)", "due_at > ?3 + 0 * ?4")]
    [InlineData("what is due comes in the order of the start", "ORDER BY due_at, row LIMIT ?5", "ORDER BY row LIMIT ?5")]
    [InlineData("work of one's own is taken for an earlier owner's", "epoch < ?2", "epoch <= ?2")]
    [InlineData("an earlier owner's work of all shards", "AND row > ?3 AND shard = ?1 AND", "AND row > ?3 AND ?1 = ?1 AND")]
    [InlineData("pages of interrupted work overlap", "AND row > ?3 AND shard", "AND ?3 = ?3 AND shard")]
    [InlineData("a filter by definition is not looked at", "(?1 IS NULL OR definition = ?1)", "(?1 IS NULL OR definition <> '')")]
    [InlineData("a filter by status is not looked at", "(?2 IS NULL OR status = ?2)", "(?2 IS NULL OR status > 0)")]
    [InlineData("a filter by time is one moment off", "updated_at <= ?3", "updated_at < ?3")]
    [InlineData("oldest first", "ORDER BY row DESC LIMIT ?4", "ORDER BY row LIMIT ?4")]
    [InlineData("counts forget the definition", "GROUP BY definition, status", "GROUP BY status")]
    [InlineData("young ones are forgotten", "updated_at < ?1 ORDER BY updated_at", "updated_at <= ?1 ORDER BY updated_at")]
    [InlineData("nothing is ever forgotten", "DELETE FROM saga WHERE row = ?1", "DELETE FROM saga WHERE row = ?1 AND 0")]
    public async Task PlantedBug_IsFoundByTheSuite(string what, string find, string replace, bool isOfReopening = false)
    {
        var bug = new PlantedBug(find.ReplaceLineEndings("\n"), replace.ReplaceLineEndings("\n"));
        bug.Arm();

        var failed = isOfReopening ? await ReopenFailureAsync() : await ContractSuite.FirstFailureAsync(ContractSuite.SagaClasses);

        Assert.True(bug.IsPlanted, $"No statement has the text that '{what}' replaces.");
        Assert.True(failed is not null, $"Nothing found that {what}.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: found by {failed}");
    }

    [Fact]
    public async Task NoBug_NothingIsFound()
    {
        var bug = new PlantedBug("a text that no statement has", "");
        bug.Arm();

        Assert.Null(await ContractSuite.FirstFailureAsync(ContractSuite.SagaClasses));
        Assert.Null(await ReopenFailureAsync());
        Assert.False(bug.IsPlanted);
    }

    private static async Task<string?> ReopenFailureAsync()
    {
        using var tests = new SagaReopenTests();
        try
        {
            await tests.CopyOfTheOpenFiles_HoldsEverythingThatWasAnswered();
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return nameof(SagaReopenTests);
        }
    }
}
