using System.Diagnostics;

namespace Seckill.Sagas.Campaign.Waiting;

/// <summary>Looks at the process's working set (resident memory, shared pages included) four times a second.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private readonly PeriodicTimer _timer = new(TimeSpan.FromMilliseconds(250));
    private readonly Task _run;
    private double _peak;

    public MemoryWatch() => _run = RunAsync();

    /// <summary>The working set now, in MiB.</summary>
    public static double Now
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64 / (double)(1 << 20);
        }
    }

    /// <summary>The largest working set seen, in MiB.</summary>
    public double Peak => Volatile.Read(ref _peak);

    /// <summary>Begins anew.</summary>
    public void Reset() => Volatile.Write(ref _peak, Now);

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _run;
    }

    private async Task RunAsync()
    {
        do
        {
            Volatile.Write(ref _peak, Math.Max(Peak, Now));
        }
        while (await _timer.WaitForNextTickAsync());
    }
}
