namespace Seckill.Rehearsal.Crowd;

/// <summary>What a buyer does with an order.</summary>
internal enum AfterBuying
{
    /// <summary>Leaves it unpaid.</summary>
    Leave,

    /// <summary>Pays; the gateway's notice comes from this program.</summary>
    PayByNotice,

    /// <summary>Pays through the host's demo gateway.</summary>
    PayByDemo,

    /// <summary>Gives it up.</summary>
    Cancel,
}
