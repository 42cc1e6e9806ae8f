using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Seckill.Ids;
using Seckill.Stock;

namespace Seckill.Redis.Records;

/// <summary>Reads a reservation record: <c>state|quantity|sequence|time|price|limit|buyer</c>.</summary>
internal static class ReservationText
{
    public static Reservation Parse(PurchaseId id, ReadOnlySpan<byte> text)
    {
        Span<Range> parts = stackalloc Range[8];
        Span<char> chars = stackalloc char[256];
        var length = Encoding.UTF8.GetChars(text, chars);
        ReadOnlySpan<char> record = chars[..length];
        if (record.Split(parts, '|') != 7)
        {
            throw new FormatException("A reservation record does not have seven parts.");
        }

        return new Reservation(
            id,
            BuyerId.Parse(record[parts[6]].ToString()),
            int.Parse(record[parts[1]], CultureInfo.InvariantCulture),
            State(record[parts[0]]),
            long.Parse(record[parts[2]], CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(record[parts[3]], CultureInfo.InvariantCulture)),
            decimal.Parse(record[parts[4]], NumberStyles.Number, CultureInfo.InvariantCulture),
            int.Parse(record[parts[5]], CultureInfo.InvariantCulture));
    }

    private static ReservationState State(ReadOnlySpan<char> letter) => letter switch
    {
        "R" => ReservationState.Reserved,
        "C" => ReservationState.Confirmed,
        "X" => ReservationState.Released,
        _ => throw new FormatException("A reservation record has an unknown state."),
    };
}
