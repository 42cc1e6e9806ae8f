using Seckill.Ledger;

namespace Seckill.Testing.Ledger;

/// <summary>What <see cref="ISecretVault"/> promises.</summary>
public abstract class SecretVaultContract : LedgerContract
{
    [Fact]
    public async Task GetOrCreate_GivesEveryCallerTheSame()
    {
        var secrets = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(GetAsync, Token)));

        Assert.Equal(32, secrets[0].Length);
        Assert.All(secrets, s => Assert.Equal(secrets[0], s));
        Assert.Equal(secrets[0], await GetAsync());

        async Task<byte[]> GetAsync() => await Ledger.Secrets.GetOrCreateAsync("ids", Token);
    }

    [Fact]
    public async Task GetOrCreate_OtherName_IsAnotherSecret()
    {
        var one = await Ledger.Secrets.GetOrCreateAsync("one", Token);
        var two = await Ledger.Secrets.GetOrCreateAsync("two", Token);

        Assert.NotEqual(one, two);
        Assert.True(one.Distinct().Count() > 1);
    }
}
