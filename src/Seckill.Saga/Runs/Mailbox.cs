namespace Seckill.Sagas.Runs;

/// <summary>Mail for a saga in memory. It is closed in the same moment in which the saga leaves, so nothing falls in between.</summary>
internal sealed class Mailbox
{
    private readonly Lock _lock = new();
    private Queue<Mail>? _mail;
    private bool _isClosed;

    public bool HasMail
    {
        get
        {
            if (Volatile.Read(ref _mail) is null)
            {
                return false;
            }

            lock (_lock)
            {
                return _mail!.Count > 0;
            }
        }
    }

    public bool TryPost(Mail mail)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            (_mail ??= []).Enqueue(mail);
            return true;
        }
    }

    public Mail? Take()
    {
        lock (_lock)
        {
            return _mail is { Count: > 0 } ? _mail.Dequeue() : null;
        }
    }

    /// <summary>Does something while the saga cannot leave; false when it has left.</summary>
    public bool TryHold(Action action)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                action();
            }

            return !_isClosed;
        }
    }

    /// <summary>Closes the box if it is empty and lets the saga leave; false when there is mail.</summary>
    public bool TryClose(Action leave)
    {
        lock (_lock)
        {
            if (_mail is { Count: > 0 })
            {
                return false;
            }

            _isClosed = true;
            leave();
            return true;
        }
    }

    /// <summary>Closes the box and gives back what nobody will deal with.</summary>
    public IReadOnlyList<Mail> Close(Action leave)
    {
        lock (_lock)
        {
            _isClosed = true;
            leave();
            var rest = _mail is null ? [] : _mail.ToArray();
            _mail?.Clear();
            return rest;
        }
    }
}
