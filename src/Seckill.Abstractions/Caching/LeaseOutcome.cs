namespace Seckill.Caching;

/// <summary>What became of a request for a lease.</summary>
public enum LeaseOutcome
{
    /// <summary>The caller loads.</summary>
    Granted,

    /// <summary>There is a value newer than the one seen.</summary>
    Found,

    /// <summary>Another one loads; the log tells when it is done.</summary>
    Busy,

    /// <summary>A load has just failed; nobody should try for a while.</summary>
    Cooling,
}
