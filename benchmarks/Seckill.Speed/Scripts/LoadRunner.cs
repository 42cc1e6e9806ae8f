namespace Seckill.Speed.Scripts;

/// <summary>Runs a load for a while: segment, undo, segment, undo. Only the segments are timed.</summary>
internal sealed class LoadRunner(RespSocket socket)
{
    private static readonly byte[] s_stats = RespText.Command(RespText.Bytes("INFO"), RespText.Bytes("commandstats"));

    public Round Run(Load load, TimeSpan length, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var elapsed = TimeSpan.Zero;
        long segments = 0;
        Segment(load);
        var before = CommandStats.Parse(socket.Ask(s_stats));
        while (elapsed < length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = time.GetTimestamp();
            socket.Run(load.Calls, load.LinesPerReply, ScriptSettings.Depth);
            elapsed += time.GetElapsedTime(started);
            segments++;
            Undo(load);
        }

        var after = CommandStats.Parse(socket.Ask(s_stats));
        if (after.Calls - before.Calls != segments * load.Calls.Count)
        {
            throw new BenchmarkFailedException($"{load.Name}: the server has counted {after.Calls - before.Calls} calls, {segments * load.Calls.Count} were made.");
        }

        return new Round(segments * load.Calls.Count * load.BuyersPerCall, elapsed, TimeSpan.FromMicroseconds(after.Microseconds - before.Microseconds));
    }

    private void Segment(Load load)
    {
        socket.Run(load.Calls, load.LinesPerReply, ScriptSettings.Depth);
        Undo(load);
    }

    private void Undo(Load load) => socket.Run(load.Restore, 1, load.Restore.Count);
}
