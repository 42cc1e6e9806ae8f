using System.Globalization;
using System.Text;
using Seckill.Rehearsal.Api;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Payment notices that must not pay anything.</summary>
internal static class NoticeFuzz
{
    public static FuzzCase Make(FuzzWorld world, Random dice)
    {
        var now = DateTimeOffset.UtcNow;
        var right = new PaymentNotice(world.AnyOrder(dice), FuzzText.Word(dice, 12), world.Amount, "CNY");
        var body = right.Body;
        return dice.Next(10) switch
        {
            0 => new("notice without a signature", Post("demo").Json(body).ToBytes(), 401),
            1 => new("notice with a signature of nonsense", Post("demo").Header("X-Signature", Nonsense(dice)).Json(body).ToBytes(), 401),
            2 => new("notice signed long ago", Signed(body, now.AddSeconds(-dice.Next(330, 100_000))), 401),
            3 => new("notice signed for another body", Post("demo").Header("X-Signature", PaymentNotice.Sign(body + " ", now)).Json(body).ToBytes(), 401),
            4 => new("notice of a wrong amount", Signed((right with { Amount = world.Amount + dice.Next(1, 100) }).Body, now), 422),
            5 => new("notice of a wrong currency", Signed((right with { Currency = "XXX" }).Body, now), 422),
            6 => new("notice for an order of nonsense", Signed((right with { OrderId = FuzzText.Word(dice, dice.Next(1, 100)) }).Body, now), 404),
            7 => new("notice for a forged order", Signed((right with { OrderId = FuzzText.Spoil(right.OrderId, dice) }).Body, now), 404),
            8 => new("notice of an unknown gateway", Post(FuzzText.Word(dice, 12)).Header("X-Signature", PaymentNotice.Sign(body, now)).Json(body).ToBytes(), 404),
            _ => Garbled(),
        };

        RequestText Post(string provider) => new(world, "POST", $"/api/payments/callbacks/{provider}");

        byte[] Signed(string text, DateTimeOffset at) => Post("demo").Header("X-Signature", PaymentNotice.Sign(text, at)).Json(text).ToBytes();

        FuzzCase Garbled()
        {
            var text = Encoding.Latin1.GetString(BadBodies.Operator(dice).Where(b => b is >= 32 and < 127).ToArray());
            return new("signed nonsense", Signed(text, now), 400, 404, 422);
        }
    }

    private static string Nonsense(Random dice) => dice.Next(5) switch
    {
        0 => FuzzText.Word(dice, dice.Next(1, 200)),
        1 => $"t={FuzzText.Word(dice, 10)},v1={Convert.ToHexString(FuzzText.Bytes(dice, 32))}",
        2 => string.Create(CultureInfo.InvariantCulture, $"t={DateTimeOffset.UtcNow.ToUnixTimeSeconds()},v1={Convert.ToHexStringLower(FuzzText.Bytes(dice, 32))}"),
        3 => $"t=99999999999999999999,v1={new string('0', 64)}",
        _ => "t=,v1=",
    };
}
