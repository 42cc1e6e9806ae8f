namespace Seckill.Rehearsal.Fuzz;

/// <summary>Addresses, methods and headers of nonsense.</summary>
internal static class RouteFuzz
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "X"];
    private static readonly string[] Known = ["/", "/api", "/api/sales", "/api/purchases", "/api/dev/tokens", "/api/admin", "/health/live", "/health/ready", "/ws", "/openapi/v1.json", "/assets/x"];

    public static FuzzCase Make(FuzzWorld world, Random dice)
    {
        var method = Methods[dice.Next(Methods.Length)];
        return dice.Next(6) switch
        {
            0 => new("address of nonsense", new RequestText(world, method, $"/{FuzzText.Id(dice)}/{FuzzText.Id(dice)}").As(world.AnyBuyer(dice)).ToBytes()),
            1 => new("api of nonsense", new RequestText(world, "GET", $"/api/{FuzzText.Word(dice, 10)}").As(world.AnyBuyer(dice)).ToBytes(), 404),
            2 => new("known address, any method", new RequestText(world, method, Known[dice.Next(Known.Length)]).As(world.AnyBuyer(dice)).Json(BadBodies.Purchase(dice)).ToBytes()),
            3 => new("tokens of nonsense", new RequestText(world, "POST", "/api/dev/tokens").Json(BadTokenRequest(dice)).ToBytes(), 400),
            4 => new("query of nonsense", new RequestText(world, "GET", $"/api/sales?{FuzzText.Id(dice)}={FuzzText.Id(dice)}&&=&%3d").ToBytes()),
            _ => Headers(world, dice),
        };
    }

    private static string BadTokenRequest(Random dice) => dice.Next(5) switch
    {
        0 => """{"prefix":"u","count":-1}""",
        1 => """{"prefix":"u","count":100001}""",
        2 => """{"prefix":"u","count":2147483648}""",
        3 => """{"prefix":"a b/c","count":"x"}""",
        _ => "[",
    };

    private static FuzzCase Headers(FuzzWorld world, Random dice)
    {
        var request = new RequestText(world, "GET", "/api/purchases").As(world.AnyBuyer(dice));
        for (var i = dice.Next(1, 60); i > 0; i--)
        {
            request.Header($"X-{FuzzText.Word(dice, 8)}", FuzzText.Word(dice, dice.Next(0, 300)));
        }

        return new("many headers", request.Header("Accept", "nonsense/*;q=x").Header("Range", "bytes=9-1").Header("If-None-Match", "\"").ToBytes());
    }
}
