using System.Globalization;
using System.Text;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Bytes that are not, or not quite, HTTP.</summary>
internal static class RawFuzz
{
    public static FuzzCase Make(FuzzWorld world, Random dice)
    {
        var start = $"POST /api/sales/{world.Sale}/purchases HTTP/1.1\r\n";
        var head = $"{start}Host: {world.Authority}\r\nAuthorization: Bearer {world.AnyBuyer(dice)}\r\nIdempotency-Key: {FuzzText.Word(dice, 10)}\r\nContent-Type: application/json\r\n";
        var (name, text) = dice.Next(16) switch
        {
            0 => ("noise", Encoding.Latin1.GetString(FuzzText.Bytes(dice, dice.Next(1, 4_000)))),
            1 => ("cut in the head", head[..dice.Next(1, head.Length)]),
            2 => ("cut in the body", $"{head}Content-Length: 14\r\n\r\n{{\"quant"),
            3 => ("length below zero", $"{head}Content-Length: -1\r\n\r\n"),
            4 => ("length of nonsense", $"{head}Content-Length: {FuzzText.Word(dice, 9)}\r\n\r\n"),
            5 => ("two lengths", $"{head}Content-Length: 14\r\nContent-Length: 13\r\n\r\n{{\"quantity\":0}}"),
            6 => ("length and chunks", $"{head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            7 => ("bad chunk", $"{head}Transfer-Encoding: chunked\r\n\r\n{FuzzText.Word(dice, 5)}\r\n{{\"quantity\":1}}\r\n0\r\n\r\n"),
            8 => ("endless chunk size", $"{head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"),
            9 => ("no host", $"{start}\r\n"),
            10 => ("nul in the path", $"GET /api/purchases/%00{FuzzText.Word(dice, 4)} HTTP/1.1\r\nHost: {world.Authority}\r\n\r\n"),
            11 => ("space in the path", $"GET /api/pur chases/{FuzzText.Word(dice, 4)} HTTP/1.1\r\nHost: {world.Authority}\r\n\r\n"),
            12 => ("long address", $"GET /{new string('a', dice.Next(9_000, 20_000))} HTTP/1.1\r\nHost: {world.Authority}\r\n\r\n"),
            13 => ("long header", $"{head}X-Long: {new string('b', dice.Next(40_000, 60_000))}\r\n\r\n"),
            14 => ("bad header line", string.Create(CultureInfo.InvariantCulture, $"{start}Host: {world.Authority}\r\n{FuzzText.Word(dice, 9)}\r\n : \r\n\r\n")),
            _ => ("bare line feeds", head.Replace("\r\n", "\n", StringComparison.Ordinal) + "Content-Length: 14\n\n{\"quantity\":0}"),
        };
        return new FuzzCase($"raw: {name}", Encoding.Latin1.GetBytes(text));
    }
}
