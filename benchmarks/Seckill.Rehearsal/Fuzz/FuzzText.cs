using System.Text;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Random words.</summary>
internal static class FuzzText
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    private static readonly string[] Odd =
    [
        "..", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "null", "undefined", "-1", "0", "NaN", "%F0%9F%92%A5", "%C3%28", "%25", "%2F",
        "'%20OR%201=1--", "%3Cscript%3E", "a%20b", "%E4%B8%AD%E6%96%87", "$%7Bjndi:ldap:%2F%2Fx%7D", "{id}", "*", "99999999999999999999",
    ];

    public static string Word(Random dice, int length) => string.Create(length, dice, (span, random) => random.GetItems(Plain, span));

    /// <summary>A path segment that is no id of anything, percent-encoded where it has to be.</summary>
    public static string Id(Random dice) => dice.Next(4) switch
    {
        0 => Odd[dice.Next(Odd.Length)],
        1 => Word(dice, dice.Next(1, 64)),
        2 => Word(dice, dice.Next(65, 2_000)),
        _ => Uri.EscapeDataString(Encoding.Latin1.GetString(Bytes(dice, dice.Next(1, 40))).Replace('\0', 'x')),
    };

    /// <summary>A real id with one character changed, not the last, whose low bits may mean nothing.</summary>
    public static string Spoil(string id, Random dice)
    {
        var at = dice.Next(id.Length - 1);
        var other = Plain[dice.Next(Plain.Length)];
        return string.Concat(id.AsSpan(0, at), [other == id[at] ? (other == 'x' ? 'y' : 'x') : other], id.AsSpan(at + 1));
    }

    public static byte[] Bytes(Random dice, int length)
    {
        var bytes = new byte[length];
        dice.NextBytes(bytes);
        return bytes;
    }

    private static void GetItems(this Random dice, string choices, Span<char> destination) => dice.GetItems(choices.AsSpan(), destination);
}
