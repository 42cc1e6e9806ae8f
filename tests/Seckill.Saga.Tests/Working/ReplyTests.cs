using Seckill.Sagas.Working;

namespace Seckill.Sagas.Tests.Working;

public sealed class ReplyTests
{
    private readonly Steps _work = new();
    private readonly List<string> _heard = [];

    [Fact]
    public void SeveralWhoWait_EachGoesOnByTheWorkQueue()
    {
        var reply = new Reply<int>();
        Hear("a", reply.Share(_work));
        Hear("b", reply.Share(_work));
        Hear("first", reply.Task);

        reply.Give(_work, 7);
        Hear("late", reply.Share(_work));
        Assert.Empty(_heard);

        Assert.True(_work.TryStep());
        Assert.Equal(["first 7"], _heard);
        while (_work.TryStep())
        {
        }

        Assert.Equal(["a 7", "b 7", "first 7", "late 7"], _heard.Order());
        Hear("at once", reply.Share(_work));
        Assert.Contains("at once 7", _heard);
    }

    [Fact]
    public void Fault_IsEverybodys()
    {
        var reply = new Reply<int>();
        var shared = reply.Share(_work);

        reply.Fault(_work, new IOException("away"));
        while (_work.TryStep())
        {
        }

        Assert.IsType<IOException>(shared.Exception?.InnerException);
        Assert.IsType<IOException>(reply.Task.Exception?.InnerException);
    }

    private void Hear(string who, Task<int> answer) =>
        answer.ContinueWith(t => _heard.Add($"{who} {t.Result}"), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private sealed class Steps : WorkQueue
    {
        private readonly Queue<IThreadPoolWorkItem> _items = [];

        public override void Add(IThreadPoolWorkItem item) => _items.Enqueue(item);

        public bool TryStep()
        {
            if (!_items.TryDequeue(out var item))
            {
                return false;
            }

            item.Execute();
            return true;
        }
    }
}
