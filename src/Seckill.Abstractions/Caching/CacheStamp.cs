using System.Globalization;

namespace Seckill.Caching;

/// <summary>Which version of an entry an answer was made from: the base of its validators at the Edge tier.</summary>
/// <param name="Version">The entry's version; 0 when no tier issued one.</param>
/// <param name="FreshFor">How long the entry stays fresh on this node.</param>
public readonly record struct CacheStamp(long Version, TimeSpan FreshFor)
{
    /// <summary>A strong entity tag in quotes; null when the version is not known.</summary>
    public string? ETag => Version == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"\"{Version:x}\"");

    /// <summary>Whether an <c>If-None-Match</c> header names this version, so that 304 is the answer.</summary>
    /// <param name="ifNoneMatch">The header's value: a list of tags or <c>*</c>; null when the request has none.</param>
    public bool Matches(string? ifNoneMatch)
    {
        if (ETag is not { } tag || ifNoneMatch is null)
        {
            return false;
        }

        foreach (var range in ifNoneMatch.AsSpan().Split(','))
        {
            // Comparison for If-None-Match is the weak one.
            var candidate = ifNoneMatch.AsSpan()[range].Trim();
            candidate = candidate.StartsWith("W/", StringComparison.Ordinal) ? candidate[2..] : candidate;
            if (candidate is "*" || candidate.SequenceEqual(tag))
            {
                return true;
            }
        }

        return false;
    }
}
