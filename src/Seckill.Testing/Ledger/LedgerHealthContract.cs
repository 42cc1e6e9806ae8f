namespace Seckill.Testing.Ledger;

/// <summary>What <see cref="Seckill.Ledger.ILedgerHealth"/> promises while all is well; how it fails is the provider's own to test.</summary>
public abstract class LedgerHealthContract : LedgerContract
{
    [Fact]
    public async Task Check_OfALedgerThatCanBeWritten_Returns()
    {
        await Ledger.Health.CheckAsync(Token);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Ledger.Health.CheckAsync(Token).AsTask()));
    }
}
