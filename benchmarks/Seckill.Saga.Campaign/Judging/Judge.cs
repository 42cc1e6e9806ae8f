using Seckill.Sagas.Campaign.Sagas;

namespace Seckill.Sagas.Campaign.Judging;

/// <summary>Compares what is there in the end with what the plans say must be there.</summary>
internal static class Judge
{
    /// <param name="answered">Sagas whose start was answered.</param>
    /// <param name="sagas">What the store holds.</param>
    /// <param name="journal">Effects in the order in which they took place.</param>
    /// <returns>Everything that is not as it must be.</returns>
    public static IEnumerable<string> Check(IEnumerable<int> answered, IReadOnlyDictionary<int, SagaStatus> sagas, IEnumerable<(int Number, Effect Effect)> journal)
    {
        foreach (var number in answered.Where(n => !sagas.ContainsKey(n)))
        {
            yield return $"saga {number} was answered and is lost";
        }

        var effects = journal.ToLookup(static e => e.Number, static e => e.Effect);
        foreach (var (number, status) in sagas)
        {
            var plan = Plan.Of(number);
            if (status != plan.Status)
            {
                yield return $"saga {number} ({plan.Ending}) is {status}";
            }

            if (!plan.Effects.SequenceEqual(effects[number]))
            {
                yield return $"saga {number} ({plan.Ending}) had the effects [{string.Join(' ', effects[number])}] instead of [{string.Join(' ', plan.Effects)}]";
            }
        }

        foreach (var strangers in effects.Where(e => !sagas.ContainsKey(e.Key)))
        {
            yield return $"saga {strangers.Key} had effects [{string.Join(' ', strangers)}] and is not in the store";
        }
    }
}
