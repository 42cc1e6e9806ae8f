using Seckill.Ids;

namespace Seckill.Stock;

/// <summary>Names a bucket: a part of a sale's stock that lives in one hash slot.</summary>
/// <param name="Sale">The sale.</param>
/// <param name="Index">The bucket's number within the sale, from 0.</param>
public readonly record struct BucketKey(SaleId Sale, ushort Index)
{
    /// <inheritdoc />
    public override string ToString() => $"{Sale}.{Index}";
}
