namespace Seckill.Rehearsal.Fuzz;

/// <summary>Operators' calls by people who are none, and nonsense by operators.</summary>
internal static class DeskFuzz
{
    private static readonly string[] Moves = ["publish", "pause", "resume", "close"];

    public static FuzzCase Make(FuzzWorld world, Random dice)
    {
        var (method, path) = AnyRoute(world, dice);
        var sale = FuzzText.Id(dice);
        return dice.Next(9) switch
        {
            0 => new("operator's call without a token", New(method, path).Json("{}").ToBytes(), 401),
            1 => new("operator's call by a buyer", New(method, path).As(world.AnyBuyer(dice)).Json("{}").ToBytes(), 403),
            2 => new("operator's call with a bad token", New(method, path).Header("Authorization", BadTokens.Header(world, dice)).Json("{}").ToBytes(), 401),
            3 => new("creation of nonsense", New("POST", "/api/admin/sales").As(world.Operator).Json(BadBodies.Operator(dice)).ToBytes(), 400),
            4 => new("change to nonsense", New("PATCH", $"/api/admin/sales/{world.Draft}").As(world.Operator).Json(BadBodies.Operator(dice)).ToBytes(), 400, 409),
            5 => new("stock adjustment of nonsense", New("POST", $"/api/admin/sales/{world.Sale}/stock-adjustments").As(world.Operator).Header("Idempotency-Key", FuzzText.Word(dice, 10)).Json(BadBodies.Operator(dice)).ToBytes(), 400),
            6 => new("move of no sale", New("POST", $"/api/admin/sales/{sale}/{Moves[dice.Next(Moves.Length)]}").As(world.Operator).Json("").ToBytes()),
            7 => new("look at no sale", New("GET", $"/api/admin/sales/{sale}{(dice.Next(2) == 0 ? "/books" : "/orders?page=-1")}").As(world.Operator).ToBytes()),
            _ => new("page of nonsense", New("GET", $"/api/admin/sales/{world.Sale}/orders?page={FuzzText.Id(dice)}").As(world.Operator).ToBytes()),
        };

        RequestText New(string verb, string target) => new(world, verb, target);
    }

    private static (string Method, string Path) AnyRoute(FuzzWorld world, Random dice) => dice.Next(9) switch
    {
        0 => ("POST", "/api/admin/sales"),
        1 => ("GET", "/api/admin/sales"),
        2 => ("GET", $"/api/admin/sales/{world.Sale}"),
        3 => ("POST", $"/api/admin/sales/{world.Sale}/{Moves[dice.Next(Moves.Length)]}"),
        4 => ("PATCH", $"/api/admin/sales/{world.Sale}"),
        5 => ("POST", $"/api/admin/sales/{world.Sale}/stock-adjustments"),
        6 => ("GET", $"/api/admin/sales/{world.Sale}/books"),
        7 => ("GET", $"/api/admin/sales/{world.Sale}/orders"),
        _ => ("GET", "/api/admin/audit"),
    };
}
