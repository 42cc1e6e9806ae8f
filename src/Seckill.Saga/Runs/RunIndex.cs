namespace Seckill.Sagas.Runs;

/// <summary>Runs by id. Sagas come and go all the time, so it keeps its entries and uses them again.</summary>
internal sealed class RunIndex
{
    private readonly Part[] _parts = Array.ConvertAll(new int[16], _ => new Part());

    // One number, so that there is a moment at which it was zero: part by part, a run could come in behind the look while another goes before it.
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool IsEmpty => Count == 0;

    public bool TryAdd(AnyRun run)
    {
        var part = PartOf(run.Id);
        lock (part.Lock)
        {
            return part.Runs.TryAdd(run.Id, run) && Interlocked.Increment(ref _count) > 0;
        }
    }

    /// <summary>Takes out this run; false when it is not in, even if another one of its id is.</summary>
    public bool TryRemove(AnyRun run)
    {
        var part = PartOf(run.Id);
        lock (part.Lock)
        {
            return part.Runs.TryGetValue(run.Id, out var held) && held == run && part.Runs.Remove(run.Id)
                && Interlocked.Decrement(ref _count) >= 0;
        }
    }

    public bool TryFind(SagaId id, out AnyRun? run)
    {
        var part = PartOf(id);
        lock (part.Lock)
        {
            return part.Runs.TryGetValue(id, out run);
        }
    }

    public bool Any(Func<AnyRun, bool> fits) => Array.Exists(_parts, part =>
    {
        lock (part.Lock)
        {
            return part.Runs.Values.Any(fits);
        }
    });

    // By the end of the id: ids often begin alike.
    private Part PartOf(SagaId id)
    {
        var text = id.Value;
        var last = text.Length == 0 ? 0 : text[^1] + (text[text.Length / 2] * 7);
        return _parts[last % _parts.Length];
    }

    private sealed class Part
    {
        public Lock Lock { get; } = new();

        public Dictionary<SagaId, AnyRun> Runs { get; } = [];
    }
}
