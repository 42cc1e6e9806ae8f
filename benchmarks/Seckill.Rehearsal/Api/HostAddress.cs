using System.Net;

namespace Seckill.Rehearsal.Api;

/// <summary>Where the host listens.</summary>
internal sealed class HostAddress
{
    /// <param name="url">An http address of this machine, such as <c>http://127.0.0.1:5080</c>.</param>
    /// <exception cref="ArgumentException">It is not one.</exception>
    public HostAddress(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttp || !url.IsLoopback)
        {
            throw new ArgumentException($"'{url}' is not an http address of this machine; use one such as http://127.0.0.1:5080.", nameof(url));
        }

        Url = url;
        EndPoint = new IPEndPoint(IPAddress.TryParse(url.DnsSafeHost, out var address) ? address : IPAddress.Loopback, url.Port);
    }

    public Uri Url { get; }

    public IPEndPoint EndPoint { get; }

    /// <summary>The value of the Host header.</summary>
    public string Authority => Url.Authority;
}
