using System.Collections.Concurrent;

namespace Seckill.Embedded.Stock.Links;

/// <summary>The links to an engine. They are gone before it is, since a session must not outlive its engine.</summary>
internal sealed class EngineLinks(StockEngine engine) : IDisposable
{
    private readonly ConcurrentDictionary<EngineLink, bool> _open = new();
    private volatile bool _isClosed;

    /// <summary>A new link, with a session of its own.</summary>
    /// <exception cref="IOException">The engine is being stopped.</exception>
    public EngineLink Open()
    {
        var link = new EngineLink(engine, Forget);
        _open[link] = true;
        if (_isClosed)
        {
            link.Close();
            throw new IOException("The stock engine is being stopped.");
        }

        return link;
    }

    public void Dispose()
    {
        _isClosed = true;
        foreach (var link in _open.Keys)
        {
            link.Close();
            link.Join();
        }
    }

    private void Forget(EngineLink link) => _open.TryRemove(link, out _);
}
