using System.Text.Json.Serialization;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;

namespace Seckill.PurchaseSagas;

/// <summary>What the purchase saga knows: the reservation that it began with. Everything later is the ledger's.</summary>
internal sealed class PurchaseSagaState
{
    public string Purchase { get; set; } = "";

    public string Buyer { get; set; } = "";

    public int Quantity { get; set; }

    public decimal UnitPrice { get; set; }

    public int PerBuyerLimit { get; set; }

    /// <summary>True once a record of its own may be in the store; until then the order's row implies it.</summary>
    public bool HasRecord { get; set; }

    /// <summary>Until when the order may be paid; null before a try of this run was told of one.</summary>
    public DateTimeOffset? PayBefore { get; set; }

    /// <summary>What the ledger has answered last, while the saga is in memory.</summary>
    [JsonIgnore]
    public CreateResult Result { get; set; }

    /// <summary>Why the ledger did not answer, while the saga is in memory; null when it did.</summary>
    [JsonIgnore]
    public Exception? Fault { get; set; }

    /// <summary>The caller who waits, while the saga is in memory; null when nobody does.</summary>
    [JsonIgnore]
    public PurchaseCall? Call { get; set; }

    [JsonIgnore]
    public OrderDraft Draft => new(Id, BuyerId.Parse(Buyer), Quantity, UnitPrice, PerBuyerLimit);

    [JsonIgnore]
    public PurchaseId Id => PurchaseId.TryParse(Purchase, out var id) ? id : throw new FormatException($"'{Purchase}' is no purchase.");

    public static PurchaseSagaState Of(in OrderDraft draft) => new()
    {
        Purchase = draft.Id.ToString(),
        Buyer = draft.Buyer.Value,
        Quantity = draft.Quantity,
        UnitPrice = draft.UnitPrice,
        PerBuyerLimit = draft.PerBuyerLimit,
    };
}
