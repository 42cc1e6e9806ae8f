using Seckill.Redis.Effects;
using Seckill.Sagas;
using Seckill.Testing.Sagas;
using StackExchange.Redis;

namespace Seckill.Redis.Tests.Effects;

/// <summary>A script that answers as it is told, on a server.</summary>
internal sealed class RedisGuardedPlace(IDatabase database, string head) : EffectGuardUnderTest
{
    private const string Body = """
        if ARGV[1] == 'rolled back' then error('rolled back') end
        redis.call('INCR', KEYS[1])
        if ARGV[1] == 'Fail' then return fail(ARGV[2]) end
        if ARGV[1] == 'Retry' then return retry(ARGV[2]) end
        return ok()
        """;

    private readonly RedisEffectScript _script = new(Body, head);
    private readonly string _slot = $"place-{Guid.NewGuid():N}";

    public override async Task<(StepResult Result, bool Applied)> RunAsync(EffectKey key, StepResult result, bool commit)
    {
        try
        {
            RedisValue[] values = [commit ? result.Kind.ToString() : "rolled back", result.Reason ?? ""];
            var effect = await _script.ApplyAsync(database, key, _slot, [$"{{{_slot}}}:count"], values, TimeSpan.FromMinutes(5));
            return (effect.Result, effect.Kind == EffectEntryKind.Proceed);
        }
        catch (RedisServerException fault) when (fault.Message.Contains("rolled back", StringComparison.Ordinal))
        {
            return (default, true);
        }
    }
}
