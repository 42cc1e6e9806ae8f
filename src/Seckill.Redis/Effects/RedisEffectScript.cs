using Seckill.Sagas;
using StackExchange.Redis;

namespace Seckill.Redis.Effects;

/// <summary>
/// A Lua script of the user's own that takes effect once for each <see cref="EffectKey"/>, whatever is repeated or late. What is recorded of an effect is
/// written by the same script as the effect, so Redis has both or neither.
/// </summary>
/// <remarks>
/// The text is the body of a function of <c>KEYS</c> and <c>ARGV</c>, both its own. It ends with <c>return ok(value)</c>,
/// <c>return fail('reason')</c> or <c>return retry('reason')</c>; without any it is ok. It must check everything before its first write, because Redis
/// rolls no script back. Records are as durable as the server's other keys. Garnet may tear a script that runs while the process is killed: there, an
/// effect whose try got no answer may be in place without its record.
/// </remarks>
public sealed class RedisEffectScript
{
    private const int OwnValues = 3;

    private readonly string _text;

    /// <summary>Makes a script; it is sent to a server when it first runs there.</summary>
    /// <param name="body">The effect, see the remarks.</param>
    public RedisEffectScript(string body)
        : this(body, EffectText.Head)
    {
    }

    internal RedisEffectScript(string body, string head)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(body);
        _text = $"{head}return guarded(function(KEYS, ARGV)\n{body}\nend)";
    }

    /// <summary>Tries the effect, and gives what a saga's step answers.</summary>
    /// <inheritdoc cref="ApplyAsync" />
    public async ValueTask<StepResult> RunAsync(
        IDatabase database,
        EffectKey key,
        string slot,
        IReadOnlyList<RedisKey> keys,
        IReadOnlyList<RedisValue> values,
        TimeSpan keepFor,
        CancellationToken cancellationToken = default) =>
        (await ApplyAsync(database, key, slot, keys, values, keepFor, cancellationToken).ConfigureAwait(false)).Result;

    /// <summary>Tries the effect, and tells all that came of it.</summary>
    /// <param name="database">Where its keys are.</param>
    /// <param name="key">The effect: the <c>EffectKey</c> of the step or of its undo.</param>
    /// <param name="slot">
    /// The hash tag under which the saga's records are kept, without braces: on a cluster that of the effect's keys. It must be the same for the action,
    /// its undo and every repeat.
    /// </param>
    /// <param name="keys">The effect's keys.</param>
    /// <param name="values">The effect's arguments.</param>
    /// <param name="keepFor">How long records are kept behind the last one of the saga: longer than any saga lives. At least 1 ms.</param>
    /// <param name="cancellationToken">Stops the waiting, not the outcome.</param>
    /// <exception cref="RedisException">It is not known whether the effect took place: try it again under the same key.</exception>
    public async ValueTask<RedisEffect> ApplyAsync(
        IDatabase database,
        EffectKey key,
        string slot,
        IReadOnlyList<RedisKey> keys,
        IReadOnlyList<RedisValue> values,
        TimeSpan keepFor,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(keepFor, TimeSpan.FromMilliseconds(1));
        var allKeys = new RedisKey[keys.Count + 1];
        allKeys[0] = EffectText.KeyOf(key, slot);
        for (var i = 0; i < keys.Count; i++)
        {
            allKeys[i + 1] = keys[i];
        }

        var allValues = new RedisValue[values.Count + OwnValues];
        (allValues[0], allValues[1], allValues[2]) = (key.Step, EffectText.LetterOf(key.Operation), (long)keepFor.TotalMilliseconds);
        for (var i = 0; i < values.Count; i++)
        {
            allValues[i + OwnValues] = values[i];
        }

        var reply = await database.ScriptEvaluateAsync(_text, allKeys, allValues).WaitAsync(cancellationToken).ConfigureAwait(false);
        return EffectText.Parse(reply);
    }
}
