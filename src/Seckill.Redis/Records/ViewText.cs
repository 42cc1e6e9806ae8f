using System.Globalization;
using Seckill.Stock;

namespace Seckill.Redis.Records;

/// <summary>Reads a view: eleven numbers and the clock, then the settings text.</summary>
internal static class ViewText
{
    private const int Parts = 17;

    public static BucketView Parse(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[Parts + 1];
        if (text.Split(parts, '|') != Parts)
        {
            throw new FormatException("A bucket view does not have seventeen parts.");
        }

        var state = (BucketState)Number(text[parts[2]]);
        return new BucketView
        {
            Epoch = Number(text[parts[0]]),
            Revision = Number(text[parts[1]]),
            State = state,
            Available = Number(text[parts[3]]),
            Reserved = Number(text[parts[4]]),
            Confirmed = Number(text[parts[5]]),
            Sequence = Number(text[parts[6]]),
            Ended = Number(text[parts[7]]),
            AdjustmentSequence = Number(text[parts[8]]),
            Total = Number(text[parts[9]]),
            ServerTime = Time(text[parts[10]]),
            Settings = new BucketSettings
            {
                State = state,
                Version = Number(text[parts[11]]),
                StartsAt = Time(text[parts[12]]),
                EndsAt = Time(text[parts[13]]),
                PerBuyerLimit = (int)Number(text[parts[14]]),
                Price = decimal.Parse(text[parts[15]], NumberStyles.Number, CultureInfo.InvariantCulture),
                KeepFor = TimeSpan.FromMilliseconds(Number(text[parts[16]])),
            },
        };
    }

    private static long Number(ReadOnlySpan<char> text) => long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(ReadOnlySpan<char> text) => DateTimeOffset.FromUnixTimeMilliseconds(Number(text));
}
