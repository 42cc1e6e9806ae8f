using Microsoft.AspNetCore.Authentication;

namespace Seckill.AspNetCore.Tokens;

/// <summary>Settings of the bearer scheme.</summary>
public sealed class SeckillBearerOptions : AuthenticationSchemeOptions
{
    /// <summary>Verified tokens that are remembered, each from its second use on. Default: 100,000, about 100 MB when full; 2 or more.</summary>
    public int RememberedTokens { get; set; } = 100_000;

    /// <inheritdoc />
    public override void Validate()
    {
        base.Validate();
        if (RememberedTokens < 2)
        {
            throw new InvalidOperationException($"{nameof(SeckillBearerOptions)}.{nameof(RememberedTokens)} is {RememberedTokens}; set it to 2 or more.");
        }
    }
}
