using System.Text;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Values of Authorization that must not let anybody in.</summary>
internal static class BadTokens
{
    public static string Header(FuzzWorld world, Random dice) => dice.Next(9) switch
    {
        0 => "Bearer",
        1 => $"Bearer {FuzzText.Word(dice, dice.Next(1, 300))}",
        2 => $"Bearer {FuzzText.Word(dice, 20)}.{FuzzText.Word(dice, 60)}.{FuzzText.Word(dice, 43)}",
        3 => $"Basic {Convert.ToBase64String(FuzzText.Bytes(dice, 12))}",
        4 => $"Bearer {Unsigned("operator")}",
        5 => $"Bearer {Unsigned("buyer")}",
        6 => $"Bearer {FuzzText.Word(dice, 7_000)}",
        7 => $"Bearer {world.AnyBuyer(dice)[..^10]}",
        _ => $"Bearer {FuzzText.Spoil(world.AnyBuyer(dice), dice)}",
    };

    // A token that says "no signature needed" about itself.
    private static string Unsigned(string role) =>
        $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{Encode($$"""{"sub":"u1","role":"{{role}}","exp":4102444800}""")}.";

    private static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
