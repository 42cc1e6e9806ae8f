using System.Buffers;
using System.Runtime.InteropServices;
using Garnet.networking;

namespace Seckill.Embedded.Stock.Links;

/// <summary>Where a session writes its answers: into one buffer of its own, which is copied whenever the session says so.</summary>
internal sealed unsafe class EngineSender : NetworkSenderBase
{
    // The engine's own size for its connections.
    private const int Size = 128 * 1024;

    private readonly byte[] _buffer = GC.AllocateArray<byte>(Size, pinned: true);
    private readonly byte* _head;

    public EngineSender()
        : base(Size)
    {
        _head = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, 0);
    }

    /// <summary>What the session has answered and nobody has taken yet.</summary>
    public ArrayBufferWriter<byte> Answers { get; } = new();

    /// <summary>
    /// True once the session has given up: it tells nobody but its sender, and calls it had taken stay without an answer. The link must end then,
    /// or the next answer would go to the wrong caller.
    /// </summary>
    public bool IsEnded { get; private set; }

    public override string RemoteEndpointName => "in-process";

    public override string LocalEndpointName => "in-process";

    public override bool IsLocalConnection() => true;

    public override void EnterAndGetResponseObject(out byte* head, out byte* tail)
    {
        head = GetResponseObjectHead();
        tail = GetResponseObjectTail();
    }

    public override byte* GetResponseObjectHead() => _head;

    public override byte* GetResponseObjectTail() => _head + Size;

    public override bool SendResponse(int offset, int size)
    {
        Answers.Write(_buffer.AsSpan(offset, size));
        return true;
    }

    public override void SendResponse(byte[] buffer, int offset, int count, object context) => Answers.Write(buffer.AsSpan(offset, count));

    public override bool TryClose()
    {
        var isFirst = !IsEnded;
        IsEnded = true;
        return isFirst;
    }

    public override void DisposeNetworkSender(bool waitForSendCompletion) => IsEnded = true;

    public override void Dispose() => IsEnded = true;

    // One thread writes, to one buffer that is never lent out: the rest of the contract asks nothing of it.
    public override void Enter()
    {
    }

    public override void Exit()
    {
    }

    public override void GetResponseObject()
    {
    }

    public override void ReturnResponseObject()
    {
    }

    public override void ExitAndReturnResponseObject()
    {
    }

    public override void SendCallback(object context)
    {
    }

    public override void Throttle()
    {
    }
}
