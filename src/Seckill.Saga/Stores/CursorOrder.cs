namespace Seckill.Sagas.Stores;

/// <summary>By due time, then by id.</summary>
internal sealed class CursorOrder : IComparer<SagaCursor>
{
    public static CursorOrder Instance { get; } = new();

    public int Compare(SagaCursor x, SagaCursor y) =>
        x.DueAt.CompareTo(y.DueAt) is var byTime and not 0 ? byTime : string.CompareOrdinal(x.Id.Value, y.Id.Value);
}
