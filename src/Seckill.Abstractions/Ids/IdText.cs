using System.Buffers;

namespace Seckill.Ids;

/// <summary>The one rule for text that may become part of a key: an allow-list and a length, checked where the text enters.</summary>
internal static class IdText
{
    public const int MaxLength = 64;

    private static readonly SearchValues<char> s_strict =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly SearchValues<char> s_loose =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.@");

    public static bool IsStrict(ReadOnlySpan<char> text) => HasLength(text) && !text.ContainsAnyExcept(s_strict);

    public static bool IsLoose(ReadOnlySpan<char> text) => HasLength(text) && !text.ContainsAnyExcept(s_loose);

    public static FormatException Invalid(string kind, string allowed) =>
        new($"A {kind} is 1 to {MaxLength} characters of {allowed}.");

    private static bool HasLength(ReadOnlySpan<char> text) => text.Length is > 0 and <= MaxLength;
}
