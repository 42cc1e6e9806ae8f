using Seckill.Sagas.Campaign.Judging;
using Seckill.Sagas.Campaign.Working;

namespace Seckill.Sagas.Campaign.Kill;

/// <summary>
/// In each cycle a process starts its sagas, is killed when all of them stand in the midst of their steps and undos, and is started again. In every
/// other cycle it is killed once more while it recovers and new sagas are coming in.
/// </summary>
internal sealed class KillCampaign(KillOptions options)
{
    private static readonly TimeSpan s_longestLife = TimeSpan.FromMinutes(3);

    private readonly Random _random = new(options.Seed);

    /// <returns>True when nothing was broken.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<CycleResult>();
        for (var cycle = 1; cycle <= options.Cycles; cycle++)
        {
            var result = await PlayAsync(killsAgain: cycle % 2 == 0, cancellationToken);
            results.Add(result);
            await Console.Out.WriteLineAsync(
                $"cycle {cycle}: {result.Kills} kill(s), {result.InFlight:N0} in flight; {result.Last.Resumed:N0} resumed within {result.Last.ResumedAfter:F1} s of the last start, "
                + $"all ended after {result.Last.EndedAfter:F1} s; {result.Broken.Count} broken; peak {result.Last.PeakMebibytes:F0} MiB");
            foreach (var broken in result.Broken.Take(5))
            {
                await Console.Out.WriteLineAsync($"  {broken}");
            }
        }

        var slowest = results.Max(static r => r.Last.ResumedAfter);
        var found = results.Sum(static r => r.Broken.Count);
        await Console.Out.WriteLineAsync(
            $"{results.Count} cycle(s), {results.Sum(static r => r.Kills)} kill(s), {results.Sum(static r => r.InFlight):N0} sagas in flight when killed: {found} broken, "
            + $"all resumed within {slowest:F1} s (at most {options.ResumeWithin.TotalSeconds:F0} s), all ended within {results.Max(static r => r.Last.EndedAfter):F1} s");
        return found == 0 && slowest <= options.ResumeWithin.TotalSeconds;
    }

    private async Task<CycleResult> PlayAsync(bool killsAgain, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_longestLife * 3);
        var directory = Directory.CreateTempSubdirectory("seckill-saga-kill-");
        try
        {
            var first = new WorkOptions { Folder = new CampaignFolder(directory.FullName), Count = options.Sagas, Room = options.Sagas * 2, Holds = true, Bug = options.Bug };
            var inFlight = await KillWhenHeldAsync(first, patience.Token);
            if (killsAgain)
            {
                await KillWhileRecoveringAsync(first with { Holds = false, From = options.Sagas, Count = options.Sagas / 10 }, patience.Token);
            }

            using var last = WorkerProcess.Start(first with { Holds = false, Count = 0 });
            var note = await last.WaitForAsync(WorkNote.Ended, patience.Token);
            var code = await last.WaitForExitAsync(patience.Token);
            List<string> broken = [.. Evidence.Judge(first.Folder)];
            if (code != 0)
            {
                broken.Add($"the last life ended with {code}");
            }

            return new CycleResult(killsAgain ? 2 : 1, inFlight, note, broken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<long> KillWhenHeldAsync(WorkOptions work, CancellationToken cancellationToken)
    {
        using var worker = WorkerProcess.Start(work);
        var held = await worker.WaitForAsync(WorkNote.Held, cancellationToken);
        await worker.KillAsync(cancellationToken);
        return held.InFlight;
    }

    private async Task KillWhileRecoveringAsync(WorkOptions work, CancellationToken cancellationToken)
    {
        using var worker = WorkerProcess.Start(work);
        await worker.WaitForAsync(WorkNote.Ready, cancellationToken);
        await Task.Delay(_random.Next(50, 1500), cancellationToken);
        await worker.KillAsync(cancellationToken);
    }
}
