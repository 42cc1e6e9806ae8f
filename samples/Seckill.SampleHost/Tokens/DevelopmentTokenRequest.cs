namespace Seckill.SampleHost.Tokens;

/// <summary><c>{"prefix":"u","count":1000}</c>, or <c>{"role":"operator"}</c> for one operator, who may be named by the prefix.</summary>
internal sealed record DevelopmentTokenRequest
{
    public string? Prefix { get; init; }

    public int Count { get; init; } = 1;

    public string? Role { get; init; }
}
