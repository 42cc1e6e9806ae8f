namespace Seckill.AspNetCore.Payments;

/// <summary>Where a host reaches itself.</summary>
internal static class HostAddress
{
    /// <summary>The first plain HTTP address, any-address turned into loopback; null when there is none.</summary>
    public static Uri? OfItself(IEnumerable<string>? addresses)
    {
        foreach (var address in addresses ?? [])
        {
            var text = address.Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
                .Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
                .Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal);
            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp)
            {
                return uri;
            }
        }

        return null;
    }
}
