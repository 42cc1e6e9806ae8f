namespace Seckill.Sagas.Writing;

/// <summary>Sagas that go on one after another behind the same commit.</summary>
internal sealed class ResumeGroup(int size) : IThreadPoolWorkItem
{
    public const int MaxSize = 16;

    private readonly CommitSlot[] _slots = new CommitSlot[size];
    private int _count;

    /// <returns>True when it is full.</returns>
    public bool Add(CommitSlot slot)
    {
        _slots[_count++] = slot;
        return _count == _slots.Length;
    }

    public void Execute()
    {
        for (var i = 0; i < _count; i++)
        {
            _slots[i].Execute();
        }
    }
}
