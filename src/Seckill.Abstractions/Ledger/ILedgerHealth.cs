namespace Seckill.Ledger;

/// <summary>Whether the ledger can do what it is for.</summary>
public interface ILedgerHealth
{
    /// <summary>Writes something without meaning, the way orders are written, and returns when it is durable. It costs a share of one commit.</summary>
    /// <exception cref="Exception">Nothing can be written now, for the reason given.</exception>
    ValueTask CheckAsync(CancellationToken cancellationToken = default);
}
