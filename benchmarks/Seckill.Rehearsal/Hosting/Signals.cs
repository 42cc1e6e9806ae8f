using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Seckill.Rehearsal.Hosting;

/// <summary>Asks a process to end.</summary>
internal static partial class Signals
{
    private const int Sigterm = 15;

    /// <summary>Sends SIGTERM; where there are no signals the process is ended at once.</summary>
    public static void Terminate(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill();
        }
        else if (Kill(process.Id, Sigterm) != 0 && !process.HasExited)
        {
            throw new InvalidOperationException($"The host could not be signalled (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
