using Microsoft.Extensions.Logging;

namespace Seckill.Sagas.Telemetry;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Debug, "saga {Definition}/{Id} step {Step} ok (attempt {Attempt})")]
    public static partial void StepDone(ILogger logger, string definition, SagaId id, string step, int attempt);

    [LoggerMessage(4002, LogLevel.Debug, "saga {Definition}/{Id} is {Status}")]
    public static partial void StatusChanged(ILogger logger, string definition, SagaId id, SagaStatus status);

    [LoggerMessage(4003, LogLevel.Debug, "saga {Definition}/{Id} left: its record was {Outcome}")]
    public static partial void Lost(ILogger logger, string definition, SagaId id, SagaCommitOutcome outcome);

    [LoggerMessage(4004, LogLevel.Debug, "saga {Definition}/{Id} step {Step}: a try that had been given up ended after all ({Result})")]
    public static partial void LateEnd(ILogger logger, string definition, SagaId id, string step, string result);

    [LoggerMessage(4101, LogLevel.Warning, "saga {Definition}/{Id} step {Step} attempt {Attempt}/{Max} failed ({Kind}): {Error}; remaining retries: {Remaining}; next in {Delay:0} ms")]
    public static partial void TryFailed(ILogger logger, string definition, SagaId id, string step, int attempt, int max, StepResultKind kind, string? error, int remaining, double delay, Exception? exception);

    [LoggerMessage(4102, LogLevel.Warning, "saga {Definition}/{Id} step {Step} retries exhausted (remaining retries: 0) at attempt {Attempt}/{Max} ({Kind}): {Error}, {Consequence}")]
    public static partial void Exhausted(ILogger logger, string definition, SagaId id, string step, int attempt, int max, StepResultKind kind, string? error, string consequence, Exception? exception);

    [LoggerMessage(4103, LogLevel.Information, "saga {Definition}/{Id} compensated {Step} (attempt {Attempt}/{Max})")]
    public static partial void StepUndone(ILogger logger, string definition, SagaId id, string step, int attempt, int max);

    [LoggerMessage(4104, LogLevel.Error, "saga {Definition}/{Id} compensation {Step} failed ({Kind}): {Error}, remaining retries: {Remaining}; next in {Delay:0} ms")]
    public static partial void UndoFailed(ILogger logger, string definition, SagaId id, string step, StepResultKind kind, string? error, int remaining, double delay, Exception? exception);

    [LoggerMessage(4105, LogLevel.Information, "saga {Definition}/{Id} Compensated in {Elapsed:0} ms: {Reason}")]
    public static partial void Compensated(ILogger logger, string definition, SagaId id, double elapsed, string? reason);

    [LoggerMessage(4106, LogLevel.Critical, "saga {Definition}/{Id} PARKED at {Step}: needs an operator: {Reason}")]
    public static partial void Parked(ILogger logger, string definition, SagaId id, string step, string? reason);

    [LoggerMessage(4107, LogLevel.Information, "saga {Definition}/{Id} turns back at {Step}: {Reason}; compensating {Count} step(s): {Steps}")]
    public static partial void TurnedBack(ILogger logger, string definition, SagaId id, string step, string? reason, int count, string steps);

    [LoggerMessage(4108, LogLevel.Warning, "saga {Definition}/{Id} step {Step} given up: {Reason}")]
    public static partial void GivenUp(ILogger logger, string definition, SagaId id, string step, string? reason);

    [LoggerMessage(4109, LogLevel.Warning, "saga {Definition}/{Id}: event {EventId} came too late for {Wait}")]
    public static partial void EventLate(ILogger logger, string definition, SagaId id, string eventId, string wait);

    [LoggerMessage(4110, LogLevel.Error, "saga {Definition}/{Id} met a fault outside its steps")]
    public static partial void RunFaulted(ILogger logger, string definition, SagaId id, Exception exception);

    [LoggerMessage(4111, LogLevel.Information, "saga {Definition}/{Id}: operator {Action} by {Note}")]
    public static partial void OperatorActed(ILogger logger, string definition, SagaId id, SagaTimelineKind action, string note);

    [LoggerMessage(4201, LogLevel.Warning, "{Count} saga records got no answer from the store; they are written again")]
    public static partial void CommitUnanswered(ILogger logger, int count, Exception exception);

    [LoggerMessage(4202, LogLevel.Warning, "{Count} events were not taken by the bus; they are sent again")]
    public static partial void EventsNotSent(ILogger logger, int count, Exception exception);

    [LoggerMessage(EventId = 4203, Message = "Shard {Shard} is driven here under epoch {Epoch}; {Resumed} sagas resumed")]
    public static partial void ShardAcquired(ILogger logger, LogLevel level, int shard, long epoch, int resumed);

    [LoggerMessage(4204, LogLevel.Warning, "Shard {Shard} was lost under epoch {Epoch}")]
    public static partial void ShardLost(ILogger logger, int shard, long epoch);

    [LoggerMessage(4205, LogLevel.Error, "Looking after {What} failed; it is tried again")]
    public static partial void UpkeepFailed(ILogger logger, string what, Exception exception);

    [LoggerMessage(4208, LogLevel.Error, "The store has unfinished sagas on shard {Shard}, but SagaOptions.Shards is {Shards} here: set the same number on every engine of this store")]
    public static partial void ShardsDiffer(ILogger logger, int shard, int shards);

    [LoggerMessage(4207, LogLevel.Warning, "Event {EventId} of type {EventType} was not taken by the bus, though its neighbours were; it is sent again later")]
    public static partial void EventRefused(ILogger logger, string eventId, string eventType, Exception exception);

    [LoggerMessage(4206, LogLevel.Warning, "{Count} sagas did not come to a place where they could be left; the next owner resumes them")]
    public static partial void DrainedWithout(ILogger logger, int count);

}
