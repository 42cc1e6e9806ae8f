using Seckill.Sagas.Campaign.Judging;
using Seckill.Sagas.Campaign.Working;

namespace Seckill.Sagas.Campaign.Kill;

/// <summary>
/// In each cycle a process starts its sagas and keeps each in the midst of its steps or undos until all of them are in flight; then all go on at once, and
/// it is killed at a random moment under that load. In every other cycle its successor is killed too, while it recovers and new sagas are coming in.
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
                $"cycle {cycle}: {result.Kills} kill(s), {result.InFlight:N0} unfinished at the last one; {result.Last.Resumed:N0} resumed within {result.Last.ResumedAfter:F1} s of the last start, "
                + $"all ended after {result.Last.EndedAfter:F1} s; {result.Broken.Count} broken; peak {result.Last.PeakMebibytes:F0} MiB");
            foreach (var broken in result.Broken.Take(5))
            {
                await Console.Out.WriteLineAsync($"  {broken}");
            }
        }

        var slowest = results.Max(static r => r.Last.ResumedAfter);
        var found = results.Sum(static r => r.Broken.Count);
        await Console.Out.WriteLineAsync(
            $"{results.Count} cycle(s), {results.Sum(static r => r.Kills)} kill(s), {results.Sum(static r => r.InFlight):N0} sagas unfinished at the last kills: {found} broken, "
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
            await KillUnderLoadAsync(first, patience.Token);
            if (killsAgain)
            {
                await KillWhileRecoveringAsync(first with { Holds = false, From = options.Sagas, Count = options.Sagas / 10 }, patience.Token);
            }

            var unfinished = Evidence.CountUnfinished(first.Folder);
            using var last = WorkerProcess.Start(first with { Holds = false, Count = 0 });
            var note = await last.WaitForAsync(WorkNote.Ended, patience.Token);
            var code = await last.WaitForExitAsync(patience.Token);
            List<string> broken = [.. Evidence.Judge(first.Folder)];
            if (note.Resumed != unfinished)
            {
                broken.Add($"{unfinished} sagas were unfinished when the last life began, and {note.Resumed} were taken up");
            }

            if (code != 0)
            {
                broken.Add($"the last life ended with {code}");
            }

            return new CycleResult(killsAgain ? 2 : 1, unfinished, note, broken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task KillUnderLoadAsync(WorkOptions work, CancellationToken cancellationToken)
    {
        using var worker = WorkerProcess.Start(work);
        await worker.WaitForAsync(WorkNote.Held, cancellationToken);
        await Task.Delay(_random.Next(0, 400), cancellationToken);
        await worker.KillAsync(cancellationToken);
    }

    private async Task KillWhileRecoveringAsync(WorkOptions work, CancellationToken cancellationToken)
    {
        using var worker = WorkerProcess.Start(work);
        await worker.WaitForAsync(WorkNote.Ready, cancellationToken);
        await Task.Delay(_random.Next(50, 1500), cancellationToken);
        await worker.KillAsync(cancellationToken);
    }
}
