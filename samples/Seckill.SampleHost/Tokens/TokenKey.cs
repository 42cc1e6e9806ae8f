using System.Text;
using Microsoft.Extensions.Options;
using Seckill.Ledger;

namespace Seckill.SampleHost.Tokens;

/// <summary>The key of the tokens: the one that is set, or in Development one kept with the data, so that tokens outlive a restart.</summary>
internal sealed class TokenKey(IOptions<TokenSettings> settings, IServiceProvider services)
{
    private byte[]? _key;

    public async ValueTask<byte[]> GetAsync(CancellationToken cancellationToken) =>
        _key ??= settings.Value.SigningKey is { Length: > 0 } text
            ? Encoding.UTF8.GetBytes(text)
            : await services.GetRequiredService<ISecretVault>().GetOrCreateAsync("dev-token-key", cancellationToken);
}
