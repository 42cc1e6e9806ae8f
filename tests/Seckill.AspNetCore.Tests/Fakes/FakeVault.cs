using Seckill.Ledger;

namespace Seckill.AspNetCore.Tests.Fakes;

/// <summary>A vault whose secrets the tests know.</summary>
internal sealed class FakeVault : ISecretVault
{
    public static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public ValueTask<byte[]> GetOrCreateAsync(string name, CancellationToken cancellationToken = default) =>
        new(name == "dev-token-key" ? Key : throw new ArgumentOutOfRangeException(nameof(name), name, "No test knows this secret."));
}
