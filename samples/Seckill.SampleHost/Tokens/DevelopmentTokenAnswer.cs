namespace Seckill.SampleHost.Tokens;

/// <summary>The tokens, for documents; they are written as they are made.</summary>
internal sealed record DevelopmentTokenAnswer(string[] Tokens);
