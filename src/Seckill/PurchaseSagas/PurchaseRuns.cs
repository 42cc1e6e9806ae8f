using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Sagas;
using Seckill.Telemetry;

namespace Seckill.PurchaseSagas;

/// <summary>Takes reservations through the purchase saga, a vector at a time, and wakes it when a payment is in the ledger.</summary>
internal sealed class PurchaseRuns(IServiceProvider services, ILogger<PurchaseRuns> logger)
{
    private readonly Lazy<ISagaRunner<PurchaseSagaState>> _runner = new(() => services.GetRequiredService<ISagaRunners>()
        .For(services.GetRequiredService<SagaDefinition<PurchaseSagaState>>(), PurchaseSaga.CreateOrder));

    private readonly Lazy<ISagaClient> _client = new(services.GetRequiredService<ISagaClient>);

    /// <summary>
    /// Runs drafts, with the callers who wait for them if there are any. <see cref="CreatedOrders"/> tells of the rows first.
    /// </summary>
    /// <exception cref="Exception">What the ledger threw: the outcome is unknown, and the holder of the reservations starts them again.</exception>
    /// <returns>The row that the ledger holds for each, null where that is unknown; null when the sagas took nothing.</returns>
    public async ValueTask<CreateResult[]?> RunAsync(IReadOnlyList<OrderDraft> drafts, IReadOnlyList<PurchaseCall>? calls)
    {
        var starts = new SagaStart<PurchaseSagaState>[drafts.Count];
        var outcomes = new SagaRunOutcome[drafts.Count];
        for (var i = 0; i < starts.Length; i++)
        {
            var state = PurchaseSagaState.Of(drafts[i]);
            state.Call = calls?[i];
            starts[i] = new SagaStart<PurchaseSagaState>(SagaId.Parse(state.Purchase), state);
        }

        await _runner.Value.RunAsync(starts, outcomes).ConfigureAwait(false);
        if (Array.IndexOf(outcomes, SagaRunOutcome.Rejected) >= 0)
        {
            return null;
        }

        if (Array.Find(starts, static start => start.State is { Fault: not null, Result.Order: null }).State is { Fault: { } fault })
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        return Array.ConvertAll(starts, static start => start.State.Result);
    }

    /// <summary>Lets the saga of a paid order go on. Nobody waits for it: what is missed is found in the ledger.</summary>
    public void Wake(PurchaseId id, string transactionId) => _ = WakeAsync(id, transactionId);

    private async Task WakeAsync(PurchaseId id, string transactionId)
    {
        try
        {
            await _client.Value.RaiseAsync(SagaId.Parse(id.ToString()), PurchaseSaga.Paid, new PurchasePaid(transactionId), transactionId).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.WakeFailed(logger, id, e);
        }
    }
}
