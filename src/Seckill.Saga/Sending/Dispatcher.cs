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

    public void Add(Dispatch dispatch) => _batcher.Add(dispatch);

    private async ValueTask SendAsync(Dispatch[] batch, int count)
    {
        var isSent = false;
        try
        {
            await PublishAsync(batch.AsSpan(0, count)).ConfigureAwait(false);
            isSent = true;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.EventsNotSent(_logger, count, fault);
        }

        for (var i = 0; i < count; i++)
        {
            batch[i].From.Done(batch[i].Event, isSent);
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
