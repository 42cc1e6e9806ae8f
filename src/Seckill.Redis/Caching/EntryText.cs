using System.Buffers.Text;
using System.Globalization;
using Seckill.Caching;

namespace Seckill.Redis.Caching;

/// <summary>A stored value: version (16 digits), state (1), written at in ms (13 digits), source version (19 digits), body.</summary>
internal static class EntryText
{
    private const int HeadLength = 49;

    /// <summary>Null when the bytes are something else: another program's, or another release's.</summary>
    public static DistributedEntry? TryParse(ReadOnlyMemory<byte> stored)
    {
        var span = stored.Span;
        if (span.Length < HeadLength
            || !TryNumber(span[..16], out var version)
            || ToState(span[16]) is not { } state
            || !TryNumber(span[17..30], out var writtenAt)
            || !TryNumber(span[30..HeadLength], out var sourceVersion))
        {
            return null;
        }

        return new DistributedEntry
        {
            Version = version,
            State = state,
            WrittenAt = DateTimeOffset.FromUnixTimeMilliseconds(writtenAt),
            SourceVersion = sourceVersion,
            Body = stored[HeadLength..],
        };
    }

    public static string ToLetter(DistributedEntryState state) => state switch
    {
        DistributedEntryState.Value => "V",
        DistributedEntryState.NotFound => "N",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Only values and absences are written."),
    };

    public static string ToDigits(long sourceVersion) => sourceVersion.ToString("D19", CultureInfo.InvariantCulture);

    private static DistributedEntryState? ToState(byte letter) => letter switch
    {
        (byte)'V' => DistributedEntryState.Value,
        (byte)'N' => DistributedEntryState.NotFound,
        (byte)'X' => DistributedEntryState.Expired,
        (byte)'T' => DistributedEntryState.Tombstone,
        _ => null,
    };

    // Digits only: a sign would do no harm to the number, but to the order of versions.
    private static bool TryNumber(ReadOnlySpan<byte> digits, out long number)
    {
        number = 0;
        return !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && Utf8Parser.TryParse(digits, out number, out _);
    }
}
