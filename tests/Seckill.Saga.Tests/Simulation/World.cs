using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Where effects happen: guarded ones once, each of them written into a journal. It outlives every process.</summary>
internal sealed class World(Func<EffectTable> makeGuard, string stockStep, bool mayComeBack)
{
    public const int InitialStock = 1000;

    private readonly EffectTable _guard = makeGuard();
    private readonly Dictionary<string, int> _tries = [];
    private readonly Dictionary<string, (string Process, int Attempt)> _attempts = [];

    public List<string> Violations { get; } = [];

    /// <summary>Units that nobody has; the first step takes one.</summary>
    public int Stock { get; private set; } = InitialStock;

    /// <summary>Effects in the order in which they took place.</summary>
    public List<EffectKey> Journal { get; } = [];

    /// <summary>Effects of steps without a guard, as often as they took place.</summary>
    public List<EffectKey> Loose { get; } = [];

    /// <summary>Tries by effect.</summary>
    public IReadOnlyDictionary<string, int> Tries => _tries;

    /// <summary>When the last of the tries that come late will have come.</summary>
    public DateTimeOffset QuietAt { get; set; }

    /// <summary>Notes a try.</summary>
    /// <returns>Which one it is in all processes together, from 1.</returns>
    public int CountTry(EffectKey effect, int attempt, SimOwner process)
    {
        var key = effect.ToString();
        _tries[key] = _tries.GetValueOrDefault(key) + 1;
        // A process that lost a saga and got it back counts from the stored try, and a vector given up may come to its later sagas late.
        if (!mayComeBack && _attempts.TryGetValue(key, out var last) && last.Process == process.Name && attempt <= last.Attempt && attempt != 1)
        {
            Violations.Add($"(i) {key} attempt {attempt} came behind attempt {last.Attempt} in {process.Name}");
        }

        _attempts[key] = (process.Name, attempt);
        return _tries[key];
    }

    /// <summary>One transaction: the guard, the business's answer, the change.</summary>
    public StepResult Apply(EffectKey key, Func<StepResult> business)
    {
        var entry = _guard.Enter(key);
        if (entry.Kind != EffectEntryKind.Proceed)
        {
            return entry.Result;
        }

        var result = business();
        Commit(key, result);
        return result;
    }

    /// <summary>The guard alone, for a transaction that holds more than the change.</summary>
    public EffectEntry Enter(EffectKey key) => _guard.Enter(key);

    /// <summary>What a transaction leaves behind.</summary>
    public void Commit(EffectKey key, StepResult result)
    {
        if (result.Kind is StepResultKind.Ok or StepResultKind.Fail)
        {
            _guard.Record(key, result);
        }

        if (result.Kind == StepResultKind.Ok)
        {
            Journal.Add(key);
            Stock += key.Step != stockStep ? 0 : key.Operation == EffectOperation.Undo ? 1 : -1;
        }
    }

    public void ApplyLoose(EffectKey key) => Loose.Add(key);

    /// <summary>True when a step's action took place and was not undone.</summary>
    public bool IsInPlace(SagaId saga, string step) =>
        Journal.Contains(new EffectKey(saga, step, EffectOperation.Action)) && !Journal.Contains(new EffectKey(saga, step, EffectOperation.Undo));
}
