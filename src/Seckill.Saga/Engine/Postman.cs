using Seckill.Sagas.Runs;

namespace Seckill.Sagas.Engine;

/// <summary>
/// Brings mail to a saga: into its box when it is in memory here, else by taking it into memory. Whenever somebody else was faster, it looks
/// again.
/// </summary>
internal sealed class Postman(SagaEngine engine)
{
    private const int MaxTries = 100;

    private readonly EngineParts _parts = engine.Parts;

    public async ValueTask<Delivery<TAnswer>> DeliverAsync<TAnswer>(SagaAddress address, Func<MailOf<TAnswer>> write, CancellationToken cancellationToken)
        where TAnswer : struct
    {
        var id = address.Id;
        string? definition = null;
        for (var tries = 0; tries < MaxTries && !_parts.IsStopping; tries++)
        {
            var mail = write();
            if (id is { } known && _parts.Runs.TryFind(known, out var run) && run!.TryPost(known, mail))
            {
                if (await mail.Answer.WaitAsync(cancellationToken).ConfigureAwait(false) is { } answer)
                {
                    return new(DeliveryKind.Answered, known, definition, answer);
                }

                continue;
            }

            if (await address.FindAsync(_parts.Store, cancellationToken).ConfigureAwait(false) is not { } record)
            {
                return new(DeliveryKind.NotFound, id ?? default, definition);
            }

            (id, definition) = (record.Id, record.Definition);
            if (engine.Registry.Find(record) is not { } runtime)
            {
                return new(DeliveryKind.UnknownDefinition, record.Id, definition);
            }

            if (mail is EventMail letter && !runtime.TakesEvent(letter.Type))
            {
                return new(DeliveryKind.NotFound, record.Id, definition);
            }

            if (IsElsewhere(record))
            {
                if (mail is not EventMail early || !await BufferAsync(runtime, record, early).ConfigureAwait(false))
                {
                    return new(DeliveryKind.Rejected, record.Id, definition);
                }
            }
            else if (!_parts.Runs.HasRoom || !_parts.Shards.TryPick(record.Id, record.Shard, out var lease))
            {
                _parts.Metrics.Rejected();
                return new(DeliveryKind.Rejected, record.Id, definition);
            }
            else if (!runtime.TryActivate(record, lease, Claimer.IsInterrupted(record, lease), isClaimed: false, mail))
            {
                continue;
            }

            if (await mail.Answer.WaitAsync(cancellationToken).ConfigureAwait(false) is { } given)
            {
                return new(DeliveryKind.Answered, record.Id, definition, given);
            }
        }

        return new(DeliveryKind.Rejected, id ?? default, definition);
    }

    /// <summary>True when another engine has the saga in its memory.</summary>
    private bool IsElsewhere(SagaRecord record) =>
        record is { DueAt: null, Status: SagaStatus.Running or SagaStatus.Compensating } && !_parts.Shards.TryFind(record.Shard, out _);

    // The other engine finds its next write refused, looks at the record, and finds the event.
    private async Task<bool> BufferAsync(AnyRuntime runtime, SagaRecord seen, EventMail mail)
    {
        RaiseOutcome? answer = null;
        await RecordEdits.EditAsync(_parts, seen.Id, record =>
        {
            answer = null;
            if (record.Inbox.FirstOrDefault(e => e.EventId == mail.EventId) is { } known)
            {
                answer = KnownEvents.Outcome(known.State);
                return null;
            }

            if (!IsElsewhere(record) || runtime.WaitAhead(record, mail.Type) is not { } wait)
            {
                return null;
            }

            answer = RaiseOutcome.Buffered;
            var item = new SagaIncoming(wait, mail.EventId, SagaIncomingState.Buffered, runtime.WriteEvent(mail.Type, mail.Value));
            var line = new SagaTimelineEntry(_parts.Now, SagaTimelineKind.EventBuffered, record.Step, 0, mail.EventId);
            return record with { Inbox = [.. record.Inbox, item], Timeline = [.. record.Timeline, line] };
        }).ConfigureAwait(false);
        if (answer is not { } outcome)
        {
            return false;
        }

        mail.Give(_parts.Work, new RaiseResult(outcome, seen.Id));
        return true;
    }
}
