using System.Text;

namespace Seckill.Rehearsal.Http;

/// <summary>Compares header lines without making strings.</summary>
internal static class HeaderField
{
    /// <summary>True when the line is the named header; gives its value without the spaces around it.</summary>
    public static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        if (line.Length > name.Length && line[name.Length] == ':' && SameText(line[..name.Length], name))
        {
            value = line[(name.Length + 1)..].Trim(" \t"u8);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Compares ASCII text without regard to case.</summary>
    public static bool SameText(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Ascii.EqualsIgnoreCase(left, right);
}
