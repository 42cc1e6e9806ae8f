namespace Seckill.AspNetCore.Tokens;

/// <summary>Checks tokens in full: form, signature, times. The host brings it; the library keeps what it found for the next request.</summary>
public interface ITokenVerifier
{
    /// <summary>Checks a token; null when it is not good.</summary>
    /// <param name="token">The text as it came, without the scheme.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<VerifiedToken?> VerifyAsync(string token, CancellationToken cancellationToken = default);
}
