using System.Text;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Bodies that ask for nothing that can be given.</summary>
internal static class BadBodies
{
    private static readonly string[] Purchases =
    [
        """{"quantity":0}""", """{"quantity":-1}""", """{"quantity":-2147483648}""", """{"quantity":1.5}""", """{"quantity":2147483648}""",
        """{"quantity":99999999999999999999999}""", """{"quantity":1e400}""", """{"quantity":null}""", """{"quantity":true}""", """{"quantity":[]}""",
        """{"quantity":{}}""", """{"quantity":"many"}""", """{"quantity":""", """{"quantity":1""", """{"quantity" 1}""", """{quantity:1}""",
        """{'quantity':1}""", "[1]", "[]", "1", "null", "true", "\"1\"", "", " ", "{", "}", "{{}}", "\u0000", "<quantity>1</quantity>", "quantity=1",
    ];

    /// <summary>No purchase, whatever the reader's goodwill.</summary>
    public static byte[] Purchase(Random dice) => dice.Next(6) switch
    {
        0 => FuzzText.Bytes(dice, dice.Next(1, 500)),
        1 => Encoding.ASCII.GetBytes(new string('[', dice.Next(1, 8_000))),
        2 => Encoding.ASCII.GetBytes("{\"a\":" + new string('{', dice.Next(1, 4_000))),
        3 => [.. "{\"quantity\":\""u8, 0xff, 0xfe, 0xc3, 0x28, .. "\"}"u8],
        _ => Encoding.UTF8.GetBytes(Purchases[dice.Next(Purchases.Length)]),
    };

    /// <summary>A body that is more than 16 KiB long and would be right if it were not.</summary>
    public static byte[] TooLarge(Random dice) => Encoding.ASCII.GetBytes("{\"quantity\":1" + new string(' ', dice.Next(16 * 1024, 20 * 1024)) + "}");

    /// <summary>Not a request of an operator: no object, or one whose members are nonsense.</summary>
    public static byte[] Operator(Random dice) => dice.Next(3) switch
    {
        0 => Purchase(dice),
        1 => Encoding.UTF8.GetBytes($$"""{"stock":{{dice.Next(-5, 1)}},"title":"","price":-1,"currency":"{{FuzzText.Word(dice, 9)}}","startsAt":"{{FuzzText.Word(dice, 5)}}"}"""),
        _ => Encoding.UTF8.GetBytes($$"""{"{{FuzzText.Word(dice, 8)}}":{{dice.Next()}},"version":"{{FuzzText.Word(dice, 3)}}","delta":"{{FuzzText.Word(dice, 3)}}","mode":"{{FuzzText.Word(dice, 6)}}"}"""),
    };
}
