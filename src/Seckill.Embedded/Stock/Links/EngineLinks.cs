namespace Seckill.Embedded.Stock.Links;

/// <summary>The links to an engine. They are gone before it is, since a session must not outlive its engine.</summary>
internal sealed class EngineLinks(StockEngine engine) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<EngineLink> _open = [];
    private bool _isClosed;

    /// <summary>A new link, with a session of its own.</summary>
    /// <exception cref="IOException">The engine is being stopped.</exception>
    public EngineLink Open()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new IOException("The stock engine is being stopped.");
            }

            var link = new EngineLink(engine, Forget);
            _open.Add(link);
            return link;
        }
    }

    public void Dispose()
    {
        EngineLink[] open;
        lock (_gate)
        {
            _isClosed = true;
            open = [.. _open];
        }

        foreach (var link in open)
        {
            link.Close();
            link.Join();
        }
    }

    private void Forget(EngineLink link)
    {
        lock (_gate)
        {
            _open.Remove(link);
        }
    }
}
