namespace Seckill.AspNetCore;

/// <summary>Says that an endpoint which is open to the pipeline applies a policy itself; for documents and inventories.</summary>
/// <param name="policy">The policy's name, one of <see cref="SeckillPolicies"/>.</param>
public sealed class EndpointPolicyMetadata(string policy)
{
    /// <summary>The policy's name.</summary>
    public string Policy { get; } = policy;
}
