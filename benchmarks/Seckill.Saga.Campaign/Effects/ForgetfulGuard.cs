namespace Seckill.Sagas.Campaign.Effects;

/// <summary>A planted bug: what was recorded of actions is not looked at, so a repeat takes effect again.</summary>
internal sealed class ForgetfulGuard(IEffectGuard guard) : IEffectGuard
{
    public async ValueTask<EffectEntry> EnterAsync(EffectKey key, CancellationToken cancellationToken = default)
    {
        var entry = await guard.EnterAsync(key, cancellationToken);
        return entry.Kind == EffectEntryKind.Duplicate ? new EffectEntry(EffectEntryKind.Proceed, default) : entry;
    }

    public async ValueTask RecordAsync(EffectKey key, StepResult result, CancellationToken cancellationToken = default)
    {
        if ((await guard.EnterAsync(key, cancellationToken)).Kind != EffectEntryKind.Duplicate)
        {
            await guard.RecordAsync(key, result, cancellationToken);
        }
    }
}
