namespace Seckill.Rehearsal.Judging;

/// <summary>One thing that must never be otherwise. May be checked from many threads.</summary>
internal sealed class Law(string name, string meaning)
{
    private const int MostExamples = 5;

    private readonly List<string> _examples = [];
    private long _checked;
    private long _broken;

    public string Name => name;

    public string Meaning => meaning;

    public long Checked => Interlocked.Read(ref _checked);

    public long Broken => Interlocked.Read(ref _broken);

    public IReadOnlyList<string> Examples
    {
        get
        {
            lock (_examples)
            {
                return [.. _examples];
            }
        }
    }

    /// <summary>Checks one case; the example is only asked for when it is broken.</summary>
    public bool Check(bool holds, Func<string> example)
    {
        Interlocked.Increment(ref _checked);
        if (!holds)
        {
            Interlocked.Increment(ref _broken);
            lock (_examples)
            {
                if (_examples.Count < MostExamples)
                {
                    _examples.Add(example());
                }
            }
        }

        return holds;
    }
}
