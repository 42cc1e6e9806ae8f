namespace Seckill.Rehearsal.Fuzz;

/// <summary>Looks at, and moves of, purchases that are not the caller's or not there.</summary>
internal static class LookFuzz
{
    public static FuzzCase Make(FuzzWorld world, Random dice)
    {
        var buyer = world.AnyBuyer(dice);
        var order = world.AnyOrder(dice);
        var verb = dice.Next(2) == 0 ? "cancel" : "pay";
        return dice.Next(9) switch
        {
            0 => new("look at nonsense", Get($"/api/purchases/{FuzzText.Id(dice)}").As(buyer).ToBytes()),
            1 => new("look at another's purchase", Get($"/api/purchases/{order}").As(buyer).ToBytes(), 404),
            2 => new("look at a forged purchase", Get($"/api/purchases/{FuzzText.Spoil(order, dice)}").As(buyer).ToBytes(), 404),
            3 => new("look with a bad token", Get($"/api/purchases/{order}").Header("Authorization", BadTokens.Header(world, dice)).ToBytes(), 401),
            4 => new("list a page of nonsense", Get($"/api/purchases?page={FuzzText.Id(dice)}&{FuzzText.Word(dice, 5)}").As(buyer).ToBytes()),
            5 => new("look at a sale of nonsense", Get($"/api/sales/{FuzzText.Id(dice)}").ToBytes()),
            6 => new($"{verb} of nonsense", Post($"/api/orders/{FuzzText.Id(dice)}/{verb}").As(buyer).Json("").ToBytes()),
            7 => new($"{verb} of another's order", Post($"/api/orders/{order}/{verb}").As(buyer).Json(BadBodies.Operator(dice)).ToBytes(), 404),
            _ => new($"{verb} with a bad token", Post($"/api/orders/{order}/{verb}").Header("Authorization", BadTokens.Header(world, dice)).ToBytes(), 401),
        };

        RequestText Get(string path) => new(world, "GET", path);

        RequestText Post(string path) => new(world, "POST", path);
    }
}
