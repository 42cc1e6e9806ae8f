namespace Seckill.Hosting;

/// <summary>Whether start-up is through.</summary>
internal sealed class Readiness
{
    private volatile bool _isStarted;

    public bool IsStarted
    {
        get => _isStarted;
        set => _isStarted = value;
    }
}
