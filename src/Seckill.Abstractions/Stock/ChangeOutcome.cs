namespace Seckill.Stock;

/// <summary>What a confirm or a release did to one reservation.</summary>
public enum ChangeOutcome
{
    /// <summary>The state was changed by this call.</summary>
    Done,

    /// <summary>The reservation was in the wanted state before.</summary>
    Already,

    /// <summary>Confirm only: the reservation was released before; nothing was changed.</summary>
    Released,

    /// <summary>Release only: the store did not know the id. It is recorded as released, so that a late confirm takes no units for it.</summary>
    Unknown,
}
