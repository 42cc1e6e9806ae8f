namespace Seckill.Stock;

/// <summary>Whether a bucket could be used at all by a call.</summary>
public enum BucketStatus
{
    /// <summary>The call was carried out; look at the single outcomes.</summary>
    Ok,

    /// <summary>The bucket is not there, or not whole: it must be rebuilt from the ledger. Nothing was changed.</summary>
    NotLoaded,

    /// <summary>A load is under way. Nothing was changed; try again.</summary>
    Loading,

    /// <summary>The caller's epoch is not the bucket's. Nothing was changed; read the ledger's epoch.</summary>
    WrongEpoch,
}
