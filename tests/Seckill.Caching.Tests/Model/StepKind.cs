namespace Seckill.Caching.Tests.Model;

internal enum StepKind
{
    /// <summary>An operation begins, and a row may change with it.</summary>
    Start,

    /// <summary>A call reaches the server.</summary>
    Request,

    /// <summary>An answer reaches its node.</summary>
    Answer,

    /// <summary>A record reaches a node.</summary>
    Record,

    /// <summary>A load ends.</summary>
    Load,

    /// <summary>What waits on a link never arrives.</summary>
    LostCall,

    /// <summary>A record is lost.</summary>
    LostRecord,

    /// <summary>A load fails.</summary>
    FailedLoad,
}
