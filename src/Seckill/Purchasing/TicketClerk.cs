using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Queueing;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Purchasing;

/// <summary>Answers purchases whose order takes too long with a ticket, once the stock store has made their reservations durable.</summary>
internal sealed class TicketClerk(IStockStore stock, TimeProvider time, IOptions<SeckillOptions> options, ILogger<TicketClerk> logger) : BackgroundService
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    // In order of time, so that only its head needs looking at.
    private readonly ConcurrentQueue<PurchaseCall> _waiting = new();

    public void Watch(PurchaseCall call) => _waiting.Enqueue(call);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (TakeLate() is { Count: > 0 } late)
            {
                await AnswerAsync(late, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private List<PurchaseCall> TakeLate()
    {
        var late = new List<PurchaseCall>();
        while (_waiting.TryPeek(out var call)
            && (call.IsAnswered || time.GetElapsedTime(call.ReservedAt) >= options.Value.AnswerWithin)
            && _waiting.TryDequeue(out call))
        {
            if (!call.IsAnswered)
            {
                late.Add(call);
            }
        }

        return late;
    }

    private async Task AnswerAsync(List<PurchaseCall> late, CancellationToken cancellationToken)
    {
        var views = new Dictionary<BucketKey, BucketView?>();
        try
        {
            await stock.FlushAsync(cancellationToken).ConfigureAwait(false);
            foreach (var bucket in late.Select(call => call.Bucket.Key).Distinct())
            {
                views[bucket] = await stock.ReadAsync(bucket, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Not known to be recorded, so no ticket: the caller repeats under the same key.
            Log.FlushFailed(logger, late.Count, e);
            late.ForEach(call => call.Complete(new PurchaseAnswer(PurchaseAnswerKind.Unavailable)));
            return;
        }

        foreach (var call in late)
        {
            call.Complete(TicketOffice.ToTicket(call.Bucket, call.Reservation, views[call.Bucket.Key], call.SeenIn));
        }
    }
}
