using System.Text;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Purchases that are right but for one thing.</summary>
internal static class PurchaseFuzz
{
    private const string RightBody = """{"quantity":1}""";

    private static readonly string[] WrongTypes = ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "*/*", "application/jsonx", "image/png"];
    private static readonly string[] WrongMethods = ["PUT", "DELETE", "PATCH", "GET", "TRACE", "BREW"];
    private static readonly string[] WrongKeys = ["", "a b", "ä", "a/b", "a.b", "\"quoted\"", "a,b", "a;b", "💥"];

    public static FuzzCase Make(FuzzWorld world, Random dice)
    {
        var path = $"/api/sales/{world.Sale}/purchases";
        var key = FuzzText.Word(dice, 20);
        var buyer = world.AnyBuyer(dice);
        return dice.Next(9) switch
        {
            0 => new("purchase with a bad token", Post(path).Header("Authorization", BadTokens.Header(world, dice)).Header("Idempotency-Key", key).Json(RightBody).ToBytes(), 401),
            1 => new("purchase without a token", Post(path).Header("Idempotency-Key", key).Json(RightBody).ToBytes(), 401),
            2 => new("purchase without a key", Post(path).As(buyer).Json(RightBody).ToBytes(), 400),
            3 => new("purchase with a bad key", Post(path).As(buyer).Header("Idempotency-Key", BadKey(dice)).Json(RightBody).ToBytes(), 400),
            4 => new("purchase with a bad body", Post(path).As(buyer).Header("Idempotency-Key", key).Json(BadBodies.Purchase(dice)).ToBytes(), 400),
            5 => new("purchase with too large a body", Post(path).As(buyer).Header("Idempotency-Key", key).Json(BadBodies.TooLarge(dice)).ToBytes(), 413),
            6 => new("purchase of another type", Post(path).As(buyer).Header("Idempotency-Key", key).Header("Content-Type", WrongTypes[dice.Next(WrongTypes.Length)]).Body(Encoding.ASCII.GetBytes(RightBody)).ToBytes(), 415),
            7 => new("purchase by another method", new RequestText(world, WrongMethods[dice.Next(WrongMethods.Length)], path).As(buyer).Header("Idempotency-Key", key).Json(RightBody).ToBytes(), 405),
            _ => new("purchase of no sale", Post($"/api/sales/{FuzzText.Id(dice)}/purchases").As(buyer).Header("Idempotency-Key", key).Json(RightBody).ToBytes()),
        };

        RequestText Post(string target) => new(world, "POST", target);
    }

    private static string BadKey(Random dice)
    {
        var key = dice.Next(3) == 0 ? FuzzText.Word(dice, dice.Next(65, 3_000)) : WrongKeys[dice.Next(WrongKeys.Length)];
        return string.Concat(key.Select(c => c < 128 ? c : '?'));
    }
}
