namespace Seckill.Sqlite.Reading;

/// <summary>A page of a list; pages count from 1.</summary>
internal readonly record struct Paging
{
    public Paging(int page, int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        Size = pageSize;
        Offset = (page - 1L) * pageSize;
    }

    public int Size { get; }

    public long Offset { get; }
}
