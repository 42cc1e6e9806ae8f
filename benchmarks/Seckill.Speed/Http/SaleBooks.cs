namespace Seckill.Speed.Http;

/// <summary>What is read of a sale's books.</summary>
internal sealed record SaleBooks(long Total, long Available, long Reserved, long PendingPayment, long Settling, bool Balanced)
{
    public bool IsAtRest => Reserved == 0 && Settling == 0 && Balanced && Available + PendingPayment == Total;
}
