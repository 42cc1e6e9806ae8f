using System.Buffers.Text;
using System.Globalization;
using Seckill.Caching;

namespace Seckill.Redis.Caching;

/// <summary>A stored value: version (16 digits), state (1), written at in ms (13 digits), source version (19 digits), body.</summary>
internal static class EntryText
{
    private const int HeadLength = 49;

    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static DistributedEntry Parse(ReadOnlyMemory<byte> stored)
    {
        var span = stored.Span;
        if (span.Length < HeadLength)
        {
            throw new FormatException("A stored cache value is shorter than its head.");
        }

        return new DistributedEntry
        {
            Version = Number(span[..16]),
            State = ToState(span[16]),
            WrittenAt = DateTimeOffset.FromUnixTimeMilliseconds(Number(span[17..30])),
            SourceVersion = Number(span[30..HeadLength]),
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

    private static DistributedEntryState ToState(byte letter) => letter switch
    {
        (byte)'V' => DistributedEntryState.Value,
        (byte)'N' => DistributedEntryState.NotFound,
        (byte)'X' => DistributedEntryState.Expired,
        (byte)'T' => DistributedEntryState.Tombstone,
        _ => throw new FormatException("A stored cache value has an unknown state."),
    };

    private static long Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out long number, out var used) && used == digits.Length
            ? number
            : throw new FormatException("A stored cache value has a head that is not a number.");
}
