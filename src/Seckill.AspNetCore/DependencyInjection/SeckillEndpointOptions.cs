namespace Seckill.AspNetCore;

/// <summary>Settings of the HTTP and push endpoints. The defaults are those of the published contract.</summary>
public sealed class SeckillEndpointOptions
{
    /// <summary>The claim that names the buyer or operator. Default: <c>sub</c>.</summary>
    public string BuyerClaim { get; set; } = "sub";

    /// <summary>The role that operator endpoints ask for. Default: <c>operator</c>.</summary>
    public string OperatorRole { get; set; } = "operator";

    /// <summary>Requests per second that one buyer may make for long. Default: 50; 1 to 1,000,000.</summary>
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>Requests that one buyer may make at once after a pause. Default: 100; 1 to 1,000,000.</summary>
    public int Burst { get; set; } = 100;

    /// <summary>
    /// Whether a purchase goes from routing straight to its endpoint, past the host's middleware behind routing (authorization, CORS, compression …).
    /// It is authenticated at the endpoint, by the scheme of <c>AddSeckillBearer</c>, which must be the default one, and the policy
    /// <see cref="SeckillPolicies.Buyer"/> must be the suite's own; otherwise the host does not start. It saved 13 % of a purchase's CPU where it was measured. Default: false.
    /// </summary>
    public bool DirectPurchases { get; set; }

    /// <summary>Sockets one buyer may hold; the oldest is closed for the next one. Default: 5; 1 to 1,000.</summary>
    public int SocketsPerBuyer { get; set; } = 5;

    /// <summary>Sales one socket may watch. Default: 20; 1 to 1,000.</summary>
    public int WatchesPerSocket { get; set; } = 20;
}
