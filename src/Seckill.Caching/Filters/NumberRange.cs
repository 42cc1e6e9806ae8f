using System.Globalization;

namespace Seckill.Caching;

/// <summary>Ids are decimal numbers without leading zeros, from one number to another; both are taken.</summary>
/// <param name="first">The smallest id.</param>
/// <param name="last">The largest id.</param>
public sealed class NumberRange(long first, long last) : IKeyRule
{
    /// <inheritdoc />
    public bool MayExist(ReadOnlySpan<char> id) =>
        long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= first
        && number <= last
        && (id[0] != '0' || id.Length == 1);
}
