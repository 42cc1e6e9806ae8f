using Seckill.Sagas;
using StackExchange.Redis;

namespace Seckill.Redis.Effects;

/// <summary>How effects are written in keys, scripts and replies.</summary>
internal static class EffectText
{
    private static string? s_head;

    /// <summary>What stands before every effect's own text.</summary>
    public static string Head => s_head ??= Load();

    public static RedisKey KeyOf(EffectKey effect, string slot)
    {
        ArgumentException.ThrowIfNullOrEmpty(effect.Saga.Value);
        ArgumentException.ThrowIfNullOrEmpty(effect.Step);
        ArgumentException.ThrowIfNullOrEmpty(slot);
        return slot.AsSpan().ContainsAny('{', '}')
            ? throw new ArgumentException($"A slot is a hash tag without its braces, and '{slot}' has some.", nameof(slot))
            : $"{{{slot}}}:sk:effect:{effect.Saga.Value}";
    }

    public static string LetterOf(EffectOperation operation) => operation switch
    {
        EffectOperation.Action => "a",
        EffectOperation.Undo => "u",
        EffectOperation.Decision => "d",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "An effect is an action, an undo or a decision."),
    };

    /// <exception cref="FormatException">The reply is not the guard's.</exception>
    public static RedisEffect Parse(RedisResult reply)
    {
        var parts = (RedisResult[]?)reply ?? [];
        if (parts.Length != 3)
        {
            throw new FormatException("An effect's script replied with something else than its guard's answer.");
        }

        var text = (string?)parts[2] ?? "";
        var result = (string?)parts[1] switch
        {
            "o" => StepResult.Ok,
            "f" => StepResult.Fail(text),
            "r" => StepResult.Retry(text),
            var other => throw new FormatException($"An effect's script replied with the unknown outcome '{other}'."),
        };
        return new RedisEffect((EffectEntryKind)(int)parts[0], result, result.Kind == StepResultKind.Ok ? text : "");
    }

    private static string Load()
    {
        using var stream = typeof(EffectText).Assembly.GetManifestResourceStream("effect.guard.lua")
            ?? throw new InvalidOperationException("The script guard.lua is missing from the package.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
