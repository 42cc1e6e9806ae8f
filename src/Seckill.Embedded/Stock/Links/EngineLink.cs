using System.Buffers;
using Garnet.networking;
using RESPite.Transports;

namespace Seckill.Embedded.Stock.Links;

/// <summary>
/// A connection to the engine in this process, worked by a thread of its own. Over a socket every call takes several turns in the thread
/// pool's queue, and when ten thousand buyers ask at once the calls that would sell to them stand behind them there: 310 ms for one call was seen.
/// Here only the waiter's own continuation does.
/// What is written gathers in one buffer while the engine works on another, and its answers are read on the engine's thread.
/// </summary>
internal sealed class EngineLink : DuplexTransport
{
    // A monitor, since the thread waits on it.
    private readonly object _gate = new();
    private readonly ArrayBufferWriter<byte> _writing = new();
    private readonly ArrayBufferWriter<byte> _waiting = new();
    private readonly IMessageConsumer _session;
    private readonly EngineSender _sender = new();
    private readonly Action<EngineLink> _ended;
    private readonly Thread _thread;
    private TransportReceiver? _receiver;
    private byte[] _work = new byte[64 * 1024];
    private int _filled;
    private bool _isClosed;
    private bool _hasEnded;

    public EngineLink(StockEngine engine, Action<EngineLink> ended)
    {
        _ended = ended;
        _session = engine.OpenSession(_sender);
        _thread = new Thread(Run) { IsBackground = true, Name = "Seckill stock" };
        _thread.Start();
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _writing.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _writing.GetSpan(sizeHint);

    public override void Advance(int count) => _writing.Advance(count);

    /// <summary>Hands over what was written; false when the link is closed.</summary>
    public override bool Flush()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            _waiting.Write(_writing.WrittenSpan);
            _writing.ResetWrittenCount();
            Monitor.Pulse(_gate);
            return true;
        }
    }

    public override void Start(TransportReceiver receiver)
    {
        bool hasEnded;
        lock (_gate)
        {
            _receiver = receiver;
            hasEnded = _hasEnded;
            Monitor.Pulse(_gate);
        }

        if (hasEnded)
        {
            receiver.OnClosed(null);
        }
    }

    public override ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the link after the call in work, if any.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for the end of the thread, which comes after <see cref="Close"/>.</summary>
    public void Join() => _thread.Join();

    private void Run()
    {
        Exception? fault = null;
        try
        {
            while (Gather())
            {
                Work();
            }
        }
#pragma warning disable CA1031 // It ends the link: the client library gets the exception and opens another.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            fault = exception;
        }

        End(fault);
    }

    private void End(Exception? fault)
    {
        Close();
        try
        {
            _session.Dispose();
        }
#pragma warning disable CA1031 // A thread's last words may not end the process; the client library is told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            fault ??= exception;
        }

        _ended(this);
        TransportReceiver? receiver;
        lock (_gate)
        {
            _hasEnded = true;
            receiver = _receiver;
        }

        receiver?.OnClosed(fault);
    }

    private bool Gather()
    {
        lock (_gate)
        {
            while ((_waiting.WrittenCount == 0 || _receiver is null) && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            if (_work.Length - _filled < _waiting.WrittenCount)
            {
                Array.Resize(ref _work, Math.Max(_work.Length * 2, _filled + _waiting.WrittenCount));
            }

            _waiting.WrittenSpan.CopyTo(_work.AsSpan(_filled));
            _filled += _waiting.WrittenCount;
            _waiting.ResetWrittenCount();
            return !_isClosed;
        }
    }

    // The engine takes whole commands and leaves the beginning of one that has not come whole.
    private unsafe void Work()
    {
        int taken;
        fixed (byte* start = _work)
        {
            taken = _session.TryConsumeMessages(start, _filled);
        }

        _filled -= taken;
        _work.AsSpan(taken, _filled).CopyTo(_work);
        var answers = _sender.Answers;
        if (answers.WrittenCount > 0)
        {
            if (!_receiver!.OnReceived(answers.WrittenSpan))
            {
                Close();
            }

            _receiver.OnBatchEnd();
            answers.ResetWrittenCount();
        }

        if (_sender.IsEnded)
        {
            throw new IOException("The stock engine ended the session; what it had not answered is unknown.");
        }
    }
}
