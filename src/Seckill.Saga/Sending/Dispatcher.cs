using Microsoft.Extensions.Logging;
using Seckill.Events;
using Seckill.Sagas.Telemetry;
using Seckill.Sagas.Working;

namespace Seckill.Sagas.Sending;

/// <summary>Takes events to the bus, as many in one call as gathered while the last one was in flight.</summary>
internal sealed class Dispatcher
{
    private const int MaxBatch = 256;

    private readonly IEventBus? _bus;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ILogger _logger;
    private readonly Batcher<Dispatch> _batcher;

    public Dispatcher(IEventBus? bus, WorkQueue work, TimeProvider time, TimeSpan timeout, ILogger logger)
    {
        (_bus, _time, _timeout, _logger) = (bus, time, timeout, logger);
        _batcher = new Batcher<Dispatch>(work, MaxBatch, lanes: 1, SendAsync);
    }

    public bool HasBus => _bus is not null;

    /// <summary>How long nothing may be sent until the bus counts as away.</summary>
    private TimeSpan Patience => 3 * _timeout;

    public void Add(Dispatch dispatch) => _batcher.Add(dispatch);

    private async ValueTask SendAsync(Dispatch[] batch, int count)
    {
        count = TakeOutHeld(batch, count);
        if (count == 0)
        {
            return;
        }

        try
        {
            await PublishAsync(batch.AsSpan(0, count)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            await SendOneByOneAsync(batch, count, fault).ConfigureAwait(false);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            batch[i].From.Done(batch[i].Event, isSent: true);
        }
    }

    // Events of one saga keep their order: behind one that was not sent the others wait.
    private static int TakeOutHeld(Dispatch[] batch, int count)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (batch[i].From.MayGo(batch[i].Event))
            {
                batch[kept++] = batch[i];
            }
            else
            {
                batch[i].From.Done(batch[i].Event, isSent: false);
            }
        }

        return kept;
    }

    /// <summary>Behind a batch that was not taken: an event that the bus cannot bear holds up those of its own saga only.</summary>
    private async ValueTask SendOneByOneAsync(Dispatch[] batch, int count, Exception fault)
    {
        var refused = new List<(SagaOutgoing Event, Exception Fault)>();
        var unsent = 0;
        var lastSent = _time.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var isSent = false;
            if (count > 1 && _bus is not null && batch[i].From.MayGo(batch[i].Event) && _time.GetElapsedTime(lastSent) < Patience)
            {
                try
                {
                    await PublishAsync(batch.AsSpan(i, 1)).ConfigureAwait(false);
                    isSent = true;
                    lastSent = _time.GetTimestamp();
                }
                catch (Exception own) when (own is not OutOfMemoryException)
                {
                    refused.Add((batch[i].Event, own));
                }
            }

            unsent += isSent ? 0 : 1;
            batch[i].From.Done(batch[i].Event, isSent);
        }

        if (unsent > 0)
        {
            Log.EventsNotSent(_logger, unsent, fault);
        }

        // With none sent it is the bus that is away, not one event that it cannot bear.
        if (unsent < count)
        {
            refused.ForEach(r => Log.EventRefused(_logger, r.Event.Id, r.Event.Type, r.Fault));
        }
    }

    private Task PublishAsync(ReadOnlySpan<Dispatch> batch)
    {
        if (_bus is null)
        {
            throw new InvalidOperationException("A saga publishes events but no IEventBus is registered. Add one, such as UseInMemoryBus().");
        }

        var messages = new EventMessage[batch.Length];
        for (var i = 0; i < messages.Length; i++)
        {
            var (from, saga, item) = batch[i];
            messages[i] = new EventMessage
            {
                Id = item.Id,
                Type = item.Type,
                Payload = item.Payload,
                OccurredAt = item.At,
                Subject = saga.Value,
                TraceParent = from.TraceParent,
            };
        }

        var publishing = _bus.PublishAsync(messages);
        return publishing.IsCompletedSuccessfully ? Task.CompletedTask : publishing.AsTask().WaitAsync(_timeout, _time);
    }
}
