namespace Seckill.Sagas.Benchmarks.Running;

/// <summary>Starts one saga after another as long as there is room.</summary>
/// <param name="room">The room.</param>
/// <param name="tryStart">Starts one; false when enough have been started.</param>
internal sealed class Starter(Room room, Func<bool> tryStart) : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasPlace;

    /// <summary>Ends when enough have been started.</summary>
    public Task Ended => _ended.Task;

    public void Execute()
    {
        try
        {
            while (true)
            {
                if (!_hasPlace)
                {
                    // Said beforehand: with a place given later, this is run anew, perhaps at once.
                    _hasPlace = true;
                    if (!room.TryEnter(this))
                    {
                        return;
                    }
                }

                _hasPlace = false;
                if (!tryStart())
                {
                    room.Leave();
                    _ended.SetResult();
                    return;
                }
            }
        }
        catch (Exception fault)
        {
            _ended.SetException(fault);
        }
    }
}
