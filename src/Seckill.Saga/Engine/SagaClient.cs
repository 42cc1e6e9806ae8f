using Seckill.Events;
using Seckill.Sagas.Runs;
using Seckill.Sagas.Telemetry;
using Seckill.Sagas.Working;

namespace Seckill.Sagas.Engine;

internal sealed class SagaClient(SagaEngine engine) : ISagaClient
{
    private const int MaxEventId = 100;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly EngineParts _parts = engine.Parts;
    private readonly Postman _postman = new(engine);

    public ValueTask<SagaStartOutcome> StartAsync<TState>(string definition, SagaId id, TState state, CancellationToken cancellationToken = default)
        where TState : class
    {
        ArgumentException.ThrowIfNullOrEmpty(id.Value);
        var runtime = engine.Registry.Newest<TState>(definition);
        if (_parts.IsStopping || !_parts.Runs.HasRoom || !_parts.Shards.TryPick(id, null, out var lease))
        {
            _parts.Metrics.Rejected();
            return new(SagaStartOutcome.Rejected);
        }

        var starter = new Reply<SagaStartOutcome>();
        var run = runtime.TryStart(id, state, lease, starter);
        if (run is null)
        {
            return new(AgainAsync(id, cancellationToken));
        }

        run.Execute();
        return new(cancellationToken.CanBeCanceled ? starter.Task.WaitAsync(cancellationToken) : starter.Task);
    }

    public ValueTask<RaiseResult> RaiseAsync<TEvent>(SagaId id, EventType<TEvent> type, TEvent value, string eventId, CancellationToken cancellationToken = default)
        where TEvent : class =>
        RaiseAsync(new SagaAddress(id), type, value, eventId, cancellationToken);

    public ValueTask<RaiseResult> RaiseAsync<TEvent>(string definition, string correlationKey, EventType<TEvent> type, TEvent value, string eventId, CancellationToken cancellationToken = default)
        where TEvent : class =>
        RaiseAsync(new SagaAddress(definition, correlationKey), type, value, eventId, cancellationToken);

    public async ValueTask<CancelSagaOutcome> CancelAsync(SagaId id, string reason, CancellationToken cancellationToken = default)
    {
        var outcome = await _postman.DeliverAsync(new SagaAddress(id), () => new CancelMail(reason), cancellationToken).ConfigureAwait(false);
        return outcome.Kind switch
        {
            DeliveryKind.Answered => outcome.Answer,
            DeliveryKind.NotFound => CancelSagaOutcome.NotFound,
            DeliveryKind.UnknownDefinition => CancelSagaOutcome.Parked,
            _ => CancelSagaOutcome.Rejected,
        };
    }

    public ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default) => _parts.Store.FindAsync(id, cancellationToken);

    public async ValueTask<SagaRecord?> WaitAsync(SagaId id, CancellationToken cancellationToken = default)
    {
        var record = await _parts.Store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        try
        {
            while (record is not null && record.Status != SagaStatus.Parked && !record.Status.IsEnded())
            {
                var change = _parts.Watchers.WatchAsync(id);
                record = await _parts.Store.FindAsync(id, cancellationToken).ConfigureAwait(false);
                if (record is null || record.Status == SagaStatus.Parked || record.Status.IsEnded())
                {
                    break;
                }

                // Another engine may end it; then nobody here hears of that.
                await Task.WhenAny(change, Task.Delay(s_look, _parts.Time, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return record;
        }
        finally
        {
            _parts.Watchers.Forget(id);
        }
    }

    // It is in memory, which is not yet to say that it is durable.
    private async Task<SagaStartOutcome> AgainAsync(SagaId id, CancellationToken cancellationToken)
    {
        var begun = _parts.Runs.TryFind(id, out var run) ? run!.FindBeginning(id) : null;
        if (begun is not null)
        {
            var outcome = await begun.Share(_parts.Work).WaitAsync(cancellationToken).ConfigureAwait(false);
            return outcome == SagaStartOutcome.Started ? SagaStartOutcome.Exists : outcome;
        }

        var record = await _parts.Store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return record is null ? SagaStartOutcome.Rejected : SagaStartOutcome.Exists;
    }

    private async ValueTask<RaiseResult> RaiseAsync<TEvent>(SagaAddress address, EventType<TEvent> type, TEvent value, string eventId, CancellationToken cancellationToken)
        where TEvent : class
    {
        ArgumentException.ThrowIfNullOrEmpty(eventId);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(eventId.Length, MaxEventId, nameof(eventId));
        var outcome = await _postman.DeliverAsync(address, () => new EventMail(type.Name, value, eventId), cancellationToken).ConfigureAwait(false);
        var result = outcome.Kind switch
        {
            DeliveryKind.Answered => outcome.Answer,
            DeliveryKind.NotFound => new RaiseResult(RaiseOutcome.NotFound, outcome.Saga),
            DeliveryKind.UnknownDefinition => new RaiseResult(RaiseOutcome.Parked, outcome.Saga, "its definition is not registered here"),
            _ => new RaiseResult(RaiseOutcome.Rejected, outcome.Saga),
        };
        _parts.Metrics.Event(outcome.Definition ?? "", result.Outcome);
        return result;
    }
}
