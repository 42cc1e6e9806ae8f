namespace Seckill.Sagas.Runs;

/// <summary>What the sender of an event hears when he sends it again.</summary>
internal static class KnownEvents
{
    public static RaiseOutcome Outcome(SagaIncomingState state) => state switch
    {
        SagaIncomingState.Accepted => RaiseOutcome.Accepted,
        SagaIncomingState.Buffered => RaiseOutcome.Buffered,
        SagaIncomingState.Refused => RaiseOutcome.Refused,
        _ => RaiseOutcome.Late,
    };
}
