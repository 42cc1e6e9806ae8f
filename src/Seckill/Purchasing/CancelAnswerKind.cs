namespace Seckill.Purchasing;

/// <summary>What became of a cancellation.</summary>
public enum CancelAnswerKind
{
    /// <summary>It is ended, by this call or before.</summary>
    Ended,

    /// <summary>It is paid and stays so.</summary>
    AlreadyPaid,

    /// <summary>It is not the buyer's or was never issued.</summary>
    NotFound,
}
