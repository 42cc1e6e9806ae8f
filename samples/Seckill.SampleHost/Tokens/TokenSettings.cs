namespace Seckill.SampleHost.Tokens;

/// <summary>The section <c>Seckill:Tokens</c>.</summary>
internal sealed class TokenSettings
{
    public const string Section = "Seckill:Tokens";

    public const int MinKeyBytes = 32;

    /// <summary>The shared key of the tokens (HS256), as text of 32 bytes or more. In Development one is made and kept with the data.</summary>
    public string? SigningKey { get; set; }
}
