namespace Seckill.Sagas.Tests.Simulation;

/// <summary>What happens to a process at a point.</summary>
internal enum FaultKind
{
    /// <summary>It dies; another one starts.</summary>
    Crash,

    /// <summary>It stands still so long that others take its shards, and then goes on: a zombie.</summary>
    Pause,

    /// <summary>The call ends without an answer, done or not.</summary>
    LostReply,
}
