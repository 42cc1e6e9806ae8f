namespace Seckill.SampleHost.Tokens;

/// <summary><c>{"prefix":"u","count":1000}</c>, or <c>{"role":"operator"}</c> for one operator, who may be named by the prefix.</summary>
internal sealed class DevelopmentTokenRequest
{
    public string? Prefix { get; set; }

    public int Count { get; set; } = 1;

    public string? Role { get; set; }
}
