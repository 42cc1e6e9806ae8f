using Seckill.Buckets;
using Seckill.Ids;
using Seckill.Stock;

namespace Seckill.Purchasing;

/// <summary>One purchase on its way through the pipeline, and the caller who waits for it. Its bucket counts it until it is answered.</summary>
internal sealed class PurchaseCall(BucketRuntime bucket, PurchaseId id, BuyerId buyer, int quantity)
{
    private readonly TaskCompletionSource<PurchaseAnswer> _answer = new();

    public BucketRuntime Bucket => bucket;

    public PurchaseId Id => id;

    public BuyerId Buyer => buyer;

    public int Quantity => quantity;

    /// <summary>Set once the store has answered.</summary>
    public Reservation Reservation { get; set; }

    /// <summary>The bucket as the call that reserved it left it; null before.</summary>
    public BucketView? SeenIn { get; set; }

    /// <summary>The node's monotonic clock when the reservation was known.</summary>
    public long ReservedAt { get; set; }

    public Task<PurchaseAnswer> Answer => _answer.Task;

    public bool IsAnswered => _answer.Task.IsCompleted;

    /// <summary>Answers the caller, who goes on elsewhere: a lane answers a whole batch and must not run its callers' code.</summary>
    public void Complete(PurchaseAnswer answer) =>
        ThreadPool.UnsafeQueueUserWorkItem(static given => given.Call.CompleteHere(given.Answer), (Call: this, Answer: answer), preferLocal: false);

    /// <summary>Answers the caller, who goes on here before this returns.</summary>
    public void CompleteHere(PurchaseAnswer answer)
    {
        if (_answer.TrySetResult(answer))
        {
            bucket.Leave();
        }
    }
}
