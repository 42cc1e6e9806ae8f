using System.Diagnostics;
using Seckill.Rehearsal.Load;

namespace Seckill.Rehearsal.Tests.Load;

public sealed class LatencyRecorderTests
{
    [Fact]
    public void Counts_from_the_intended_moment()
    {
        var recorder = new LatencyRecorder();
        var ago = Stopwatch.GetTimestamp() - (5 * Stopwatch.Frequency);

        recorder.RecordSince(ago);

        Assert.InRange(recorder.Milliseconds(50), 5_000, 60_000);
    }

    [Fact]
    public void Says_0_when_there_is_nothing() => Assert.Equal(0, new LatencyRecorder().Milliseconds(99));
}
