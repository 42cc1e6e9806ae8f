namespace Seckill.Ledger;

/// <summary>Secrets that all nodes on one ledger share.</summary>
public interface ISecretVault
{
    /// <summary>Reads a secret, or makes one of 32 random bytes that every later caller gets.</summary>
    ValueTask<byte[]> GetOrCreateAsync(string name, CancellationToken cancellationToken = default);
}
