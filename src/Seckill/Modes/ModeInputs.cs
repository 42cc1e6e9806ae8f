namespace Seckill.Modes;

/// <summary>What is known of a sale's load on this node at one moment.</summary>
/// <param name="At">The moment, on any clock that only goes forward.</param>
/// <param name="InFlight">Callers that wait for an answer.</param>
/// <param name="Line">Reservations without a known outcome, from all nodes.</param>
/// <param name="LedgerLatency">The longest that the ledger took for a batch lately, calls that are still open included.</param>
/// <param name="Arrivals">Reservations taken for each second, lately.</param>
/// <param name="Ended">Reservations that got their outcome for each second, lately.</param>
internal readonly record struct ModeInputs(TimeSpan At, long InFlight, long Line, TimeSpan LedgerLatency, double Arrivals, double Ended)
{
    // A handful on their way says nothing about a rate.
    private const long Handful = 64;

    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    /// <summary>Purchases on their way to an order.</summary>
    public long Backlog => Math.Max(InFlight, Line);

    /// <summary>How long the next purchase would wait for its order: what the ledger takes, or the backlog by the rate it goes down, after Little's law.</summary>
    public TimeSpan Lag
    {
        get
        {
            var seconds = Backlog <= Handful ? 0 : Backlog / Math.Max(Ended, Backlog / s_longest.TotalSeconds);
            var backlog = TimeSpan.FromSeconds(seconds);
            return backlog > LedgerLatency ? backlog : LedgerLatency;
        }
    }
}
