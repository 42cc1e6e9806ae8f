namespace Seckill.Caching;

/// <summary>Small texts that several hosts share and that never expire, such as data-protection keys.</summary>
public interface ISharedKeyRing
{
    /// <summary>All texts of a ring, oldest first.</summary>
    ValueTask<IReadOnlyList<string>> ReadAsync(string ring, CancellationToken cancellationToken = default);

    /// <summary>Adds a text to a ring.</summary>
    ValueTask AppendAsync(string ring, string text, CancellationToken cancellationToken = default);
}
