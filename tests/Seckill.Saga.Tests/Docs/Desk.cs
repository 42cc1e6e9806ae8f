namespace Seckill.Sagas.Tests.Docs;

/// <summary>Somebody with whom the trips of the documents are booked.</summary>
internal sealed class Desk
{
    public List<string> Booked { get; } = [];

    public ValueTask<StepResult> BookAsync(Trip trip, EffectKey key)
    {
        Booked.Add($"{key}");
        return ValueTask.FromResult(StepResult.Ok);
    }

    public ValueTask<StepResult> CancelAsync(Trip trip, EffectKey key)
    {
        Booked.Remove($"{key with { Operation = EffectOperation.Action }}");
        return ValueTask.FromResult(StepResult.Ok);
    }
}
