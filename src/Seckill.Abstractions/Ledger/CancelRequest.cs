using Seckill.Ids;

namespace Seckill.Ledger;

/// <summary>Ends an unpaid order, or a place in line by a void row that forbids the order.</summary>
/// <param name="Draft">The purchase. Everything but the id is used only where no row exists yet.</param>
/// <param name="Reason">Why.</param>
/// <param name="KeepLimit">True: its units go on counting against the buyer's limit.</param>
/// <param name="OnlyIfOverdueAt">When set, an order whose <c>PayBefore</c> is later than this is left alone.</param>
/// <param name="OnlyIfAbsent">True: an order that is there is left alone.</param>
public readonly record struct CancelRequest(
    OrderDraft Draft,
    EndReason Reason,
    bool KeepLimit = false,
    DateTimeOffset? OnlyIfOverdueAt = null,
    bool OnlyIfAbsent = false);
