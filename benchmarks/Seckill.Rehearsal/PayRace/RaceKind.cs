namespace Seckill.Rehearsal.PayRace;

/// <summary>What happens around an order's deadline.</summary>
internal enum RaceKind
{
    /// <summary>One signed notice.</summary>
    Notice,

    /// <summary>The same signed notice twice at once.</summary>
    NoticeTwice,

    /// <summary>The host's demo gateway.</summary>
    Demo,

    /// <summary>A signed notice, and the buyer gives up at once.</summary>
    NoticeAndCancel,
}
