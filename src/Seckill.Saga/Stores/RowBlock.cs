namespace Seckill.Sagas.Stores;

/// <summary>Where a row has its bytes; the default is a block without room.</summary>
internal readonly record struct RowBlock(byte[]? Array, int Offset, int Capacity)
{
    public Span<byte> Span => Array.AsSpan(Offset, Capacity);
}
