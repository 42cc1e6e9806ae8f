using System.Globalization;

namespace Seckill.Caching;

/// <summary>Names one change to a cache, made by the caller before its first try. As a lease it is lock and fence in one.</summary>
/// <param name="Value">64 bits, unique among the operations of the last minutes.</param>
public readonly record struct OperationId(ulong Value)
{
    /// <summary>Sixteen hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads sixteen hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static OperationId Parse(ReadOnlySpan<char> text) =>
        new(ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
