using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Model;

/// <summary>A node's connection under the test's hand: calls reach the server and answers come back one by one, in order.</summary>
internal sealed class SimulatedLink
{
    private readonly InMemoryCacheNode _node;
    private readonly Queue<TaskCompletionSource> _waiting = new();

    public SimulatedLink(InMemoryCacheNode node)
    {
        _node = node;
        node.IsHeld = true;
        node.Gate = _ =>
        {
            var step = new TaskCompletionSource();
            _waiting.Enqueue(step);
            return step.Task;
        };
    }

    public bool HasCall => _waiting.Count > 0;

    public bool HasRecord => _node.HeldCount > 0;

    public bool IsCut
    {
        get => _node.IsCut;
        set => _node.IsCut = value;
    }

    public void StepCall() => _waiting.Dequeue().SetResult();

    public void DeliverRecord() => _node.DeliverNext();

    public void LoseRecord() => _node.DropNext();
}
