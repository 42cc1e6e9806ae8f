using Seckill.Rehearsal.Api;

namespace Seckill.Rehearsal.Hosting;

/// <summary>A host whose process this program owns.</summary>
internal interface IHostControl
{
    HostAddress Address { get; }

    /// <summary>Starts it on the data it has; ends when it is ready.</summary>
    /// <exception cref="HostFaultException">It does not become ready.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Asks it to stop, and waits.</summary>
    Task StopAsync();

    /// <summary>Ends it at once, as a power cut would.</summary>
    Task KillAsync();

    /// <summary>Deletes a folder of its data; it must be down.</summary>
    void DeleteData(string folder);
}
