using System.Reflection;
using Seckill.Stock;

namespace Seckill.Tests.Reconciliation;

/// <summary>A stock store that shows what a test has written down, and can do nothing else.</summary>
public class StandInStore : DispatchProxy
{
    /// <summary>What the bucket says; null when it is not loaded.</summary>
    public BucketView? View { get; set; }

    /// <summary>Reservations in line.</summary>
    public IReadOnlyList<Reservation> Line { get; set; } = [];

    /// <summary>Called before each view is given.</summary>
    public Action? Looked { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod?.Name)
        {
            case nameof(IStockStore.ReadAsync):
                Looked?.Invoke();
                return new ValueTask<BucketView?>(View);
            case nameof(IStockStore.ReadLineAsync):
                return new ValueTask<LinePage>(new LinePage(View!.Epoch, Line, Line.Count, IsEnd: true));
            default:
                throw new InvalidOperationException($"The stock store was asked: {targetMethod?.Name}.");
        }
    }
}
