using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Model;

/// <summary>A node's connection under the test's hand: calls reach the server and answers come back one by one, in order.</summary>
internal sealed class SimulatedLink
{
    private readonly InMemoryCacheNode _node;
    private readonly string _name;
    private readonly Laws _laws;
    private readonly Queue<(string Call, TaskCompletionSource Step)> _waiting = new();

    public SimulatedLink(InMemoryCacheNode node, string name, Laws laws)
    {
        (_node, _name, _laws) = (node, name, laws);
        node.IsHeld = true;
        node.Gate = call =>
        {
            var step = new TaskCompletionSource();
            _waiting.Enqueue((call, step));
            return step.Task;
        };
    }

    public bool HasCall => _waiting.Count > 0;

    /// <summary>Whether what waits next is an answer on its way to the node.</summary>
    public bool IsAnswerNext => _waiting.Peek().Call.EndsWith(" answer", StringComparison.Ordinal);

    public bool HasRecord => _node.HeldCount > 0;

    /// <summary>Whether a record was lost since the node last was in step.</summary>
    public bool HasLost { get; private set; }

    /// <summary>Whether the node has heard of all there is.</summary>
    public bool HearsAll => !HasRecord && !HasLost;

    public bool IsCut
    {
        get => _node.IsCut;
        set
        {
            _laws.Note($"{_name}: is cut {value}");
            _node.IsCut = value;
            HasLost |= value;
        }
    }

    /// <summary>The next thing that waits reaches the server, or the node.</summary>
    public void StepCall()
    {
        var (call, step) = _waiting.Dequeue();
        _laws.Note($"{_name}: {call}");
        step.SetResult();
    }

    /// <summary>The next thing that waits never arrives: a call that was not made, or one that was and has no answer.</summary>
    public void FailCall()
    {
        var (call, step) = _waiting.Dequeue();
        _laws.Note($"{_name}: {call} is lost");
        step.SetException(new IOException("The link failed."));
    }

    public void DeliverRecord()
    {
        _laws.Note($"{_name}: hears {_node.NextHeld}");
        _node.DeliverNext();
    }

    public void LoseRecord()
    {
        _laws.Note($"{_name}: misses {_node.NextHeld}");
        _node.DropNext();
        HasLost = true;
    }

    public void InStep() => HasLost = false;

    /// <summary>The process dies: some of what it has sent still arrives, nothing more is sent.</summary>
    public void Die(Random random)
    {
        for (var left = _waiting.Count; left > 0; left--)
        {
            var (_, step) = _waiting.Dequeue();
            if (random.Next(2) == 0)
            {
                step.SetResult();
            }
        }

        var never = new TaskCompletionSource();
        _node.Gate = _ => never.Task;
        _node.IsCut = true;
    }
}
