using System.Reflection;
using Seckill.Redis.Effects;
using Seckill.Redis.Tests.Servers;
using Seckill.Sagas;
using Seckill.Testing.Sagas;
using StackExchange.Redis;

namespace Seckill.Redis.Tests.Effects;

/// <summary>The guard's suite and what scripts add to it, on a server.</summary>
public abstract class RedisEffectTests(StockServer server) : EffectGuardContract
{
    private const string Deduct = """
        local left = tonumber(redis.call('GET', KEYS[1]) or '0')
        if left < tonumber(ARGV[1]) then return fail('sold out') end
        return ok(redis.call('DECRBY', KEYS[1], ARGV[1]))
        """;

    private static readonly TimeSpan s_keep = TimeSpan.FromMinutes(5);
    private readonly string _slot = $"t{Guid.NewGuid():N}";
    private IConnectionMultiplexer? _connection;
    private string _head = EffectText.Head;

    private RedisKey Stock => $"{{{_slot}}}:stock";

    private async Task<IDatabase> DatabaseAsync() => (_connection ??= await ConnectionMultiplexer.ConnectAsync(server.Configuration)).GetDatabase();

    [Fact]
    public async Task LastUnit_Repeated_IsAnsweredAsBefore()
    {
        var database = await DatabaseAsync();
        await database.StringSetAsync(Stock, 1);
        var script = new RedisEffectScript(Deduct);

        var first = await script.ApplyAsync(database, Key("s1"), _slot, [Stock], [1], s_keep, TestContext.Current.CancellationToken);
        var again = await script.ApplyAsync(database, Key("s1"), _slot, [Stock], [1], s_keep, TestContext.Current.CancellationToken);
        var other = await script.RunAsync(database, Key("s2"), _slot, [Stock], [1], s_keep, TestContext.Current.CancellationToken);

        Assert.Equal(new RedisEffect(EffectEntryKind.Proceed, StepResult.Ok, "0"), first);
        Assert.Equal(new RedisEffect(EffectEntryKind.Duplicate, StepResult.Ok, "0"), again);
        Assert.Equal(StepResult.Fail("sold out"), other);
        Assert.Equal(0, (int)await database.StringGetAsync(Stock));
    }

    [Fact]
    public async Task Records_GoTogether_AfterTheirTime()
    {
        var database = await DatabaseAsync();
        var script = new RedisEffectScript("return ok()");
        await script.RunAsync(database, Key("s1"), _slot, [], [], s_keep, TestContext.Current.CancellationToken);

        var left = await database.KeyTimeToLiveAsync(EffectText.KeyOf(Key("s1"), _slot));

        Assert.InRange(left!.Value, s_keep - TimeSpan.FromMinutes(1), s_keep);
    }

    [Fact]
    public async Task Script_ThatAnswersNothing_IsOk_AndOneThatAnswersOtherwiseIsNotRecorded()
    {
        var database = await DatabaseAsync();

        Assert.Equal(StepResult.Ok, await RunAsync("local x = 1"));
        await Assert.ThrowsAsync<RedisServerException>(() => RunAsync("return 'done'", "s2"));
        Assert.Equal(StepResult.Ok, await RunAsync("return ok()", "s2"));

        Task<StepResult> RunAsync(string body, string saga = "s1") =>
            new RedisEffectScript(body).RunAsync(database, Key(saga), _slot, [], [], s_keep, TestContext.Current.CancellationToken).AsTask();
    }

    [Fact]
    public async Task Slot_WithBraces_IsRefused()
    {
        var database = await DatabaseAsync();

        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await new RedisEffectScript("return ok()").RunAsync(database, Key("s1"), "{a}", [], [], s_keep, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("duplicates are not seen", "if recorded then return", "if false then return")]
    [InlineData("tombstones are not written", "record('t')", "")]
    [InlineData("tombstones do not refuse", "if ARGV[2] == 'a' and", "if false and")]
    [InlineData("undos of failed actions take place", "or string.sub(action, 1, 1) ~= 'o'", "")]
    [InlineData("undos take place before their actions", "if ARGV[2] == 'u' then", "if false then")]
    [InlineData("results that are not final are recorded", "if outcome == 'o' or", "if true or")]
    [InlineData("failures are not recorded", "(outcome == 'f' and", "(false and")]
    [InlineData("undos that failed are recorded", "(outcome == 'f' and ARGV[2] ~= 'u')", "outcome == 'f'")]
    [InlineData("reasons are not recorded", "record(outcome .. text)", "record(outcome)")]
    [InlineData("all steps are one", "ARGV[1] .. '/' .. ARGV[2]", "'' .. '/' .. ARGV[2]")]
    [InlineData("all operations are one", "ARGV[1] .. '/' .. ARGV[2]", "ARGV[1] .. '/' .. ''")]
    public async Task PlantedBug_IsFoundByTheSuite(string what, string find, string replace)
    {
        var head = EffectText.Head.Replace(find, replace, StringComparison.Ordinal);

        Assert.NotEqual(EffectText.Head, head);
        Assert.True(await FirstFailureAsync(head) is not null, $"Nothing found that {what}.");
    }

    [Fact]
    public async Task NoBug_NothingIsFound() => Assert.Null(await FirstFailureAsync(EffectText.Head));

    protected override async ValueTask<EffectGuardUnderTest> CreateAsync() => new RedisGuardedPlace(await DatabaseAsync(), _head);

    private static EffectKey Key(string saga) => new(SagaId.Parse(saga), "stock.deduct", EffectOperation.Action);

    private async Task<string?> FirstFailureAsync(string head)
    {
        foreach (var test in typeof(EffectGuardContract).GetMethods().Where(static m => m.GetCustomAttribute<FactAttribute>() is not null))
        {
            var suite = (RedisEffectTests)Activator.CreateInstance(GetType(), server)!;
            suite._head = head;
            await suite.InitializeAsync();
            try
            {
                await (Task)test.Invoke(suite, null)!;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                return test.Name;
            }
            finally
            {
                await suite.DisposeAsync();
                suite._connection?.Dispose();
            }
        }

        return null;
    }
}
