using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Seckill.AspNetCore.Callers;

/// <summary>Defines the policies, so that a host that defines them again later wins.</summary>
internal sealed class SeckillPolicySetup(IOptions<SeckillEndpointOptions> options) : IConfigureOptions<AuthorizationOptions>
{
    public void Configure(AuthorizationOptions authorization)
    {
        authorization.AddPolicy(SeckillPolicies.Buyer, policy => policy.RequireAuthenticatedUser());
        authorization.AddPolicy(SeckillPolicies.Operator, policy => policy.RequireAuthenticatedUser().RequireRole(options.Value.OperatorRole));
    }
}
