namespace Seckill.Sagas;

/// <summary>How one try of a step ended.</summary>
/// <param name="Result">Its answer.</param>
/// <param name="Exception">What it threw; null when it answered.</param>
/// <param name="GaveUp">True when it may still be going on.</param>
internal readonly record struct TryEnd(StepResult Result, Exception? Exception = null, bool GaveUp = false)
{
    public static TryEnd Of(Exception fault) => new(StepResult.Unknown($"{fault.GetType().Name}: {fault.Message}"), fault);

    public void Deconstruct(out StepResult result, out Exception? exception) => (result, exception) = (Result, Exception);
}
