using System.Globalization;

namespace Seckill.Caching.Tests.Model;

/// <summary>
/// What must hold, whatever is late, lost or repeated. The source holds a number for each key that only grows; every growth is followed by a change of the
/// cache, and a number divisible by four stands for a row that is gone.
/// <list type="number">
/// <item>Own writes: a look-up never answers less than what a change that its node had made before it began said.</item>
/// <item>Hearsay: nor less than what a change answered on any node said, once its record has come in.</item>
/// <item>Stand-ins: what is served because the source fails is never older than what its node has set, removed, or removed by tag.</item>
/// <item>Rest: when everything is quiet, no tier of any node holds less than the source.</item>
/// <item>End: every operation ends.</item>
/// </list>
/// One thing is allowed: a change that its node had no answer to may be applied late, after newer ones of other nodes. Until that node has repeated it as
/// a removal, the others may see it.
/// </summary>
internal sealed class Laws
{
    private readonly int _nodes;
    private readonly int[] _truth;
    private readonly int[,] _known;
    private readonly int[,] _dropped;
    private readonly bool[,] _unanswered;
    private readonly bool[] _failed;
    private readonly Queue<string> _trace = new();

    public Laws(int nodes, int keys)
    {
        _nodes = nodes;
        _truth = new int[keys];
        Array.Fill(_truth, 1);
        _known = new int[nodes, keys];
        _dropped = new int[nodes, keys];
        _unanswered = new bool[nodes, keys];
        _failed = new bool[keys];
    }

    public long Checked { get; private set; }

    /// <summary>What broke a law; null while none is broken.</summary>
    public string? Violation { get; private set; }

    public bool HasFailures => Array.Exists(_failed, static f => f);

    /// <summary>The row of a number; null when it is gone.</summary>
    public static string? RowOf(int number) => number % 4 == 0 ? null : number.ToString(CultureInfo.InvariantCulture);

    public int TruthOf(int key) => _truth[key];

    public int[] Truth() => (int[])_truth.Clone();

    public int Grow(int key) => ++_truth[key];

    /// <summary>A change that said this was answered on a node.</summary>
    public void Learn(int node, int key, int number, bool keepsStandIn)
    {
        _known[node, key] = Math.Max(_known[node, key], number);
        if (!keepsStandIn)
        {
            _dropped[node, key] = Math.Max(_dropped[node, key], number);
        }
    }

    /// <summary>The node has heard all records there are.</summary>
    public void LearnFromAll(int node)
    {
        for (var key = 0; key < _truth.Length; key++)
        {
            for (var other = 0; other < _nodes; other++)
            {
                _known[node, key] = Math.Max(_known[node, key], _known[other, key]);
            }
        }
    }

    public void Unanswered(int node, int key) => _unanswered[node, key] = true;

    public void LoadFailed(int key) => _failed[key] = true;

    /// <summary>Everything is quiet and has been checked: what was allowed for is over.</summary>
    public void Settled()
    {
        Array.Clear(_unanswered);
        Array.Clear(_failed);
    }

    public (int Fresh, int StandIn) FloorsOf(int node, int key) => (_known[node, key], _dropped[node, key]);

    public void Answered(int node, int key, (int Fresh, int StandIn) floors, string? row)
    {
        var number = NumberOf(key, row);
        if (!IsUnansweredElsewhere(node, key))
        {
            Hold(number >= floors.StandIn, $"node {node} answered {row ?? "nothing"} for k{key} after it had dropped what was before {floors.StandIn}");
            Hold(number >= floors.Fresh || _failed[key], $"node {node} answered {row ?? "nothing"} for k{key} after {floors.Fresh} was known");
        }
    }

    public void AtRest(int node, int key, string tier, bool isFound, bool isKnownAbsent, string? row) => Hold(
        isFound ? row == RowOf(_truth[key]) : !isKnownAbsent || RowOf(_truth[key]) is null,
        $"the {tier} tier of node {node} holds {(isFound ? row : "an absence")} for k{key}; the source holds {RowOf(_truth[key]) ?? "nothing"} ({_truth[key]})");

    public void Hold(bool holds, string otherwise)
    {
        Checked++;
        if (!holds)
        {
            Violation ??= string.Join(Environment.NewLine, [otherwise, .. _trace]);
        }
    }

    /// <summary>Notes a step, to be told with a violation when that is wanted.</summary>
    public void Note(FormattableString step)
    {
        if (ModelSize.Trace > 0)
        {
            _trace.Enqueue(FormattableString.Invariant(step));
            if (_trace.Count > ModelSize.Trace)
            {
                _trace.Dequeue();
            }
        }
    }

    /// <summary>An absence does not say when it was read: the last time there was one.</summary>
    private int NumberOf(int key, string? row) => row is null ? _truth[key] / 4 * 4 : int.Parse(row, CultureInfo.InvariantCulture);

    private bool IsUnansweredElsewhere(int node, int key)
    {
        for (var other = 0; other < _nodes; other++)
        {
            if (other != node && _unanswered[other, key])
            {
                return true;
            }
        }

        return false;
    }
}
