using Seckill.Sagas.Working;

namespace Seckill.Sagas.Sending;

/// <summary>
/// The events of one saga while it is in memory: each is sent once a record that holds it is durable, and leaves the record once the bus has it.
/// </summary>
internal sealed class Outbox(Dispatcher dispatcher, WorkQueue work, string? traceParent)
{
    private readonly Lock _lock = new();
    private readonly List<SagaOutgoing> _events = [];
    private readonly HashSet<SagaOutgoing> _sending = [];

    // Of those that are being sent: ones behind an event that was not.
    private readonly HashSet<SagaOutgoing> _held = [];
    private Reply<bool>? _waiter;

    public string? TraceParent => traceParent;

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _events.Count == 0;
            }
        }
    }

    public void Add(IEnumerable<SagaOutgoing> events)
    {
        lock (_lock)
        {
            foreach (var item in events)
            {
                if (_events.TrueForAll(e => e.Id != item.Id))
                {
                    _events.Add(item);
                }
            }
        }
    }

    /// <summary>What a record written now has to hold.</summary>
    public IReadOnlyList<SagaOutgoing> View()
    {
        lock (_lock)
        {
            return _events.Count == 0 ? [] : [.. _events];
        }
    }

    /// <summary>Sends what a record held that has become durable.</summary>
    public void Durable(SagaId id, IReadOnlyList<SagaOutgoing> events)
    {
        List<SagaOutgoing>? fresh = null;
        lock (_lock)
        {
            foreach (var durable in events)
            {
                if (_events.Find(e => e.Id == durable.Id) is not { } item)
                {
                    continue;
                }

                if (_held.Contains(item))
                {
                    break;
                }

                if (_sending.Add(item))
                {
                    (fresh ??= []).Add(item);
                }
            }
        }

        fresh?.ForEach(item => dispatcher.Add(new Dispatch(this, id, item)));
    }

    /// <summary>Waits until nothing is being sent.</summary>
    /// <returns>True when the bus has every event.</returns>
    public Task<bool> WhenSentAsync()
    {
        lock (_lock)
        {
            _waiter = new Reply<bool>();
            AnswerIfIdle_NeedsLock();
            return _waiter.Task;
        }
    }

    /// <summary>For the dispatcher, right before an event goes to the bus: false when one before it was not sent.</summary>
    public bool MayGo(SagaOutgoing item)
    {
        lock (_lock)
        {
            return !_held.Contains(item);
        }
    }

    /// <summary>For the dispatcher: an event was taken by the bus, or not.</summary>
    public void Done(SagaOutgoing item, bool isSent)
    {
        lock (_lock)
        {
            _sending.Remove(item);
            _held.Remove(item);
            if (isSent)
            {
                _events.Remove(item);
            }
            else
            {
                _held.UnionWith(_events.Skip(_events.IndexOf(item) + 1).Where(_sending.Contains));
            }

            AnswerIfIdle_NeedsLock();
        }
    }

    private void AnswerIfIdle_NeedsLock()
    {
        if (_sending.Count == 0)
        {
            _waiter?.Give(work, _events.Count == 0);
        }
    }
}
