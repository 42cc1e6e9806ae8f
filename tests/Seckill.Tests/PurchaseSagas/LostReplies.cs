using Seckill.Ledger;
using Seckill.Tests.Queueing;

namespace Seckill.Tests.PurchaseSagas;

/// <summary>Loses the ledger's first replies to order.create, each after it was applied.</summary>
internal sealed class LostReplies(int count)
{
    private int _asked;

    /// <summary>How often order.create was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public IOrderLedger Around(IOrderLedger inner) => new GatedLedger(inner)
    {
        ReplyGate = _ => Interlocked.Increment(ref _asked) > count ? Task.CompletedTask : throw new IOException("injected: the reply was lost"),
    };
}
