namespace Seckill.Sagas.Tests.Simulation;

/// <summary>What happens to a process at a point.</summary>
public enum FaultKind
{
    /// <summary>It dies; another one starts.</summary>
    Crash,

    /// <summary>It stands still so long that others take its shards, and then goes on: a zombie.</summary>
    Pause,

    /// <summary>The call ends without an answer, done or not.</summary>
    LostReply,

    /// <summary>What was due from here on is heard of much later, when the record may have moved on.</summary>
    TimerLate,

    /// <summary>What was due from here on is heard of twice, the second time from an old record.</summary>
    TimerTwice,
}
