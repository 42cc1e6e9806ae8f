namespace Seckill.Caching.Loading;

/// <summary>A load that runs, as what it calls knows it.</summary>
internal sealed class LoadTurn
{
    private bool _isOver;

    public bool IsOver => Volatile.Read(ref _isOver);

    public void End() => Volatile.Write(ref _isOver, true);
}
