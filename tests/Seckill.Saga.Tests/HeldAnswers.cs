using Seckill.Sagas.Tests.Mutants;

namespace Seckill.Sagas.Tests;

/// <summary>A store whose answers may be read now and arrive when the test says so.</summary>
internal sealed class HeldAnswers(ISagaStore store) : StoreDecorator(store)
{
    private readonly List<TaskCompletionSource> _held = [];

    public bool HoldsClaims { get; set; }

    public bool HoldsFinds { get; set; }

    public int Held => _held.Count;

    public void Release()
    {
        (HoldsClaims, HoldsFinds) = (false, false);
        var held = _held.ToArray();
        _held.Clear();
        Array.ForEach(held, h => h.SetResult());
    }

    public override async ValueTask<SagaClaimPage> ClaimDueAsync(SagaClaim claim, CancellationToken cancellationToken = default)
    {
        var page = await base.ClaimDueAsync(claim, cancellationToken);
        await HoldAsync(HoldsClaims && page.Records.Count > 0);
        return page;
    }

    public override async ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default)
    {
        var found = await base.FindAsync(id, cancellationToken);
        await HoldAsync(HoldsFinds && found is not null);
        return found;
    }

    private Task HoldAsync(bool isHeld)
    {
        if (!isHeld)
        {
            return Task.CompletedTask;
        }

        var held = new TaskCompletionSource();
        _held.Add(held);
        return held.Task;
    }
}
