using System.Globalization;
using Seckill.Caching;

namespace Seckill.Redis.Caching;

/// <summary>A record: kind (1), operation (16 hexadecimal digits), partition, <c>|</c>, sequence, <c>|</c>, key, tag or text.</summary>
internal static class RecordText
{
    private const int KindAndOperation = 17;

    /// <exception cref="FormatException">The text is something else.</exception>
    public static CacheLogRecord Parse(string text)
    {
        var first = text.IndexOf('|', StringComparison.Ordinal);
        var second = first < 0 ? -1 : text.IndexOf('|', first + 1);
        if (first <= KindAndOperation || second < 0)
        {
            throw new FormatException("A record of the cache's log cannot be read.");
        }

        return new CacheLogRecord(
            int.Parse(text.AsSpan(KindAndOperation, first - KindAndOperation), CultureInfo.InvariantCulture),
            long.Parse(text.AsSpan(first + 1, second - first - 1), CultureInfo.InvariantCulture),
            OperationId.Parse(text.AsSpan(1, 16)),
            ToKind(text[0]),
            text[(second + 1)..]);
    }

    private static CacheLogKind ToKind(char letter) => letter switch
    {
        'c' => CacheLogKind.Commit,
        's' => CacheLogKind.Set,
        'r' => CacheLogKind.Remove,
        'e' => CacheLogKind.Expire,
        't' => CacheLogKind.Tag,
        'a' => CacheLogKind.Announce,
        'w' or 'i' => CacheLogKind.Wake,
        _ => throw new FormatException("A record of the cache's log has an unknown kind."),
    };
}
