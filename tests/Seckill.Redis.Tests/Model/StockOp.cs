using Seckill.Stock;

namespace Seckill.Redis.Tests.Model;

/// <summary>One call against a stock store, as data, so that a sequence can be printed and replayed.</summary>
internal abstract record StockOp
{
    public sealed record Reserve(long EpochOffset, IReadOnlyList<(int Purchase, int Quantity)> Wishes) : StockOp
    {
        public override string ToString() => $"Reserve(epoch{EpochOffset:+0;-0;+0}, [{string.Join(' ', Wishes.Select(w => $"p{w.Purchase}x{w.Quantity}"))}])";
    }

    public sealed record Confirm(IReadOnlyList<(int Purchase, int Quantity)> Orders) : StockOp
    {
        public override string ToString() => $"Confirm([{string.Join(' ', Orders.Select(w => $"p{w.Purchase}x{w.Quantity}"))}])";
    }

    public sealed record Release(long EpochOffset, IReadOnlyList<(int Purchase, int Quantity, bool KeepLimit)> Items) : StockOp
    {
        public override string ToString() => $"Release(epoch{EpochOffset:+0;-0;+0}, [{string.Join(' ', Items.Select(w => $"p{w.Purchase}x{w.Quantity}{(w.KeepLimit ? "k" : "")}"))}])";
    }

    public sealed record Adjust(long EpochOffset, long NumberOffset, long Delta) : StockOp;

    public sealed record Configure(long EpochOffset, long VersionOffset, BucketState State, int Limit, int Window, decimal Price) : StockOp;

    public sealed record Close(long EpochOffset) : StockOp;

    public sealed record Hold : StockOp;

    public sealed record BeginLoad(long EpochOffset, long Total, IReadOnlyList<(int Purchase, int Quantity)> Orders, BucketState State, int Limit) : StockOp
    {
        public override string ToString() => $"BeginLoad(epoch{EpochOffset:+0;-0;+0}, total {Total}, [{string.Join(' ', Orders.Select(w => $"p{w.Purchase}x{w.Quantity}"))}], {State}, limit {Limit})";
    }

    public sealed record LoadPage(long EpochOffset, int Skip, int Take) : StockOp;

    public sealed record LoadHeld(long EpochOffset, int Buyer, int Units) : StockOp;

    public sealed record CompleteLoad(long EpochOffset) : StockOp;

    public sealed record Delete : StockOp;
}
