using System.Diagnostics;
using System.Globalization;

namespace Seckill.Speed.Http;

/// <summary>Runs the load generator with the script of this program.</summary>
internal sealed class Wrk : IDisposable
{
    /// <summary>Connections of a paced run: so many that each has time to rest between two requests.</summary>
    public const int PacedConnections = 512;

    private const int Threads = 2;

    private static readonly TimeSpan s_answer = TimeSpan.FromMilliseconds(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seckill-speed-");
    private readonly int _connections;
    private int _runs;

    public Wrk(int connections, IEnumerable<string> tokens)
    {
        _connections = connections;
        File.WriteAllText(Script, Resources.Read("load.lua"));
        File.WriteAllLines(Tokens, tokens);
    }

    private string Script => Path.Combine(_folder.FullName, "load.lua");

    private string Tokens => Path.Combine(_folder.FullName, "tokens");

    /// <summary>Loads one address as fast as it answers; every request carries a key that was never used before.</summary>
    public Task<WrkSummary> RunAsync(Target target, int seconds, CancellationToken cancellationToken) =>
        RunAsync(target, seconds, _connections, 0, cancellationToken);

    /// <summary>Loads one address at about a rate: each connection rests between an answer and its next request. What was sent is what counts.</summary>
    public Task<WrkSummary> RunPacedAsync(Target target, int seconds, double perSecond, CancellationToken cancellationToken) =>
        RunAsync(target, seconds, PacedConnections, Math.Max(1, (PacedConnections / perSecond * 1000) - s_answer.TotalMilliseconds), cancellationToken);

    private async Task<WrkSummary> RunAsync(Target target, int seconds, int connections, double restMilliseconds, CancellationToken cancellationToken)
    {
        var text = CultureInfo.InvariantCulture;
        string[] arguments =
        [
            "-t", Threads.ToString(text), "-c", connections.ToString(text), "-d", seconds.ToString(text) + "s", "-s", Script,
            target.Address.AbsoluteUri, "--", Tokens, "r" + (++_runs).ToString(text), target.Status.ToString(text), target.Text,
            restMilliseconds.ToString("0.000", text),
        ];
        using var process = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })
            ?? throw new BenchmarkFailedException("wrk could not be started; it is in the package wrk.");
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var summary = WrkSummary.Parse(output);
            summary.RequireClean($"{target.Name}, run {_runs}");
            return summary;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
