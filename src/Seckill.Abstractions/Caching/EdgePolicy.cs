using System.Globalization;
using System.Text;

namespace Seckill.Caching;

/// <summary>How long browsers and proxies may keep an answer: makes <c>Cache-Control</c>.</summary>
public sealed record EdgePolicy
{
    /// <summary>For product documents and images whose address names their version: one hour, immutable.</summary>
    public static EdgePolicy Versioned { get; } = new()
    {
        MaxAge = TimeSpan.FromHours(1), StaleWhileRevalidate = TimeSpan.FromMinutes(1), StaleIfError = TimeSpan.FromHours(1), IsImmutable = true,
    };

    /// <summary>For the small answer about a running sale: a proxy keeps it for one second, a browser asks each time.</summary>
    public static EdgePolicy Live { get; } = new()
    {
        MaxAge = TimeSpan.Zero, SharedMaxAge = TimeSpan.FromSeconds(1), StaleWhileRevalidate = TimeSpan.FromSeconds(1), StaleIfError = TimeSpan.FromSeconds(5),
    };

    /// <summary>For what belongs to one buyer, and for stock in any longer-lived answer: nobody keeps it.</summary>
    public static EdgePolicy Never { get; } = new() { IsForbidden = true };

    /// <summary>Life in a browser. Default: zero, ask each time.</summary>
    public TimeSpan MaxAge { get; init; }

    /// <summary>Life in a shared proxy; null (the default) is the same as <see cref="MaxAge"/>.</summary>
    public TimeSpan? SharedMaxAge { get; init; }

    /// <summary>How long a stale answer may be served while a new one is fetched. Default: zero, not at all.</summary>
    public TimeSpan StaleWhileRevalidate { get; init; }

    /// <summary>How long a stale answer may be served while the origin fails. Default: zero, not at all.</summary>
    public TimeSpan StaleIfError { get; init; }

    /// <summary>Whether the answer under this address never changes. Default: false.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>Whether nobody may keep the answer. Default: false.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>The value of the <c>Cache-Control</c> header.</summary>
    public string ToCacheControl()
    {
        if (IsForbidden)
        {
            return "no-store";
        }

        var text = new StringBuilder("public");
        Append(text, "max-age", MaxAge);
        if (SharedMaxAge is { } shared)
        {
            Append(text, "s-maxage", shared);
        }

        AppendUnlessZero(text, "stale-while-revalidate", StaleWhileRevalidate);
        AppendUnlessZero(text, "stale-if-error", StaleIfError);
        return IsImmutable ? text.Append(", immutable").ToString() : text.ToString();
    }

    private static void AppendUnlessZero(StringBuilder text, string name, TimeSpan value)
    {
        if (value > TimeSpan.Zero)
        {
            Append(text, name, value);
        }
    }

    private static void Append(StringBuilder text, string name, TimeSpan value) =>
        text.Append(CultureInfo.InvariantCulture, $", {name}={(long)value.TotalSeconds}");
}
