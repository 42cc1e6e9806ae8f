namespace Seckill.AspNetCore;

/// <summary>Names of the authorization policies that the endpoints ask for. A host may define them again after <c>AddSeckillEndpoints</c>.</summary>
public static class SeckillPolicies
{
    /// <summary>Any caller with a verified identity.</summary>
    public const string Buyer = "seckill-buyer";

    /// <summary>A caller with a verified identity and the operator role.</summary>
    public const string Operator = "seckill-operator";
}
