using Seckill.Ids;

namespace Seckill.Sales;

/// <summary>The sales as shoppers see them, through the cache; stock comes from memory and may be up to 1 s old.</summary>
public interface ISaleBoard
{
    /// <summary>Every published sale that is not settled, in order of start.</summary>
    ValueTask<IReadOnlyList<SaleListing>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>One sale; null when there is none or it is a draft.</summary>
    ValueTask<SaleListing?> FindAsync(SaleId id, CancellationToken cancellationToken = default);

    /// <summary>What of a sale may be kept for long, from the cache; null when there is none or it is a draft.</summary>
    ValueTask<SaleDocument?> FindDocumentAsync(SaleId id, CancellationToken cancellationToken = default);
}
