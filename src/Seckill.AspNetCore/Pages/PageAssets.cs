using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Seckill.AspNetCore.Pages;

/// <summary>The embedded pages, read once. Only these names exist, so no request can reach a file.</summary>
internal sealed class PageAssets
{
    private static readonly FrozenDictionary<string, string> s_types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".webp"] = "image/webp",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
        [".webmanifest"] = "application/manifest+json",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenDictionary<string, PageAsset> _assets;

    public PageAssets()
    {
        var assets = new Dictionary<string, PageAsset>(StringComparer.Ordinal);
        var assembly = typeof(PageAssets).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (s_types.TryGetValue(Path.GetExtension(name), out var type))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                assets.Add(name, new PageAsset(bytes, type, $"\"{Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 15))}\""));
            }
        }

        _assets = assets.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Names such as <c>shop/index.html</c>.</summary>
    public IEnumerable<string> Names => _assets.Keys;

    public PageAsset? Find(string? name) => name is not null && _assets.TryGetValue(name, out var asset) ? asset : null;
}
