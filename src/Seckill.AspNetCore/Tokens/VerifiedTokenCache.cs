using System.Collections.Concurrent;
using System.Numerics;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Seckill.AspNetCore.Tokens;

/// <summary>
/// Tokens that were verified before, by their exact text. Two generations bound it: when the young one holds half of what is allowed,
/// the old one goes and the young one takes its place; a token that is used moves to the young one. Failures are never kept.
/// Only what comes a second time is kept: a rush is made of buyers who come once, and what they leave behind is the collector's work.
/// </summary>
internal sealed class VerifiedTokenCache(IOptionsMonitor<SeckillBearerOptions> options, TimeProvider time)
{
    // Marks of tokens that came once; a mark that another token has taken only costs one more verification.
    private readonly int[] _once = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(options.Get(BearerReader.SchemeName).RememberedTokens, 1024, 1 << 24))];
    private readonly int _half = options.Get(BearerReader.SchemeName).RememberedTokens / 2;
    private readonly Lock _changes = new();
    private Generation _young = new();
    private Generation _old = new();

    public int Count => _young.Count + _old.Count;

    /// <summary>The finished answer for a token that is still good; null when it must be verified.</summary>
    public Task<AuthenticateResult>? Find(ReadOnlySpan<char> token)
    {
        var young = Volatile.Read(ref _young);
        if (young.TryGet(token, out var entry))
        {
            return IsGood(entry) ? entry.Result : null;
        }

        if (!Volatile.Read(ref _old).TryGet(token, out entry) || !IsGood(entry))
        {
            return null;
        }

        Keep(token.ToString(), entry);
        return entry.Result;
    }

    /// <summary>Takes a verified token's answer; keeps it if the token has come before.</summary>
    public Task<AuthenticateResult> Add(string token, AuthenticateResult result, DateTimeOffset expiresAt)
    {
        var mark = token.GetHashCode(StringComparison.Ordinal);
        if (Interlocked.Exchange(ref _once[mark & (_once.Length - 1)], mark) != mark)
        {
            return Task.FromResult(result);
        }

        var entry = new Entry(Task.FromResult(result), expiresAt);
        Keep(token, entry);
        return entry.Result;
    }

    private bool IsGood(Entry entry) => time.GetUtcNow() < entry.ExpiresAt;

    private void Keep(string token, Entry entry)
    {
        lock (_changes)
        {
            if (_young.Count >= _half)
            {
                Volatile.Write(ref _old, _young);
                Volatile.Write(ref _young, new Generation());
            }

            _young.Set(token, entry);
        }
    }

    private sealed record Entry(Task<AuthenticateResult> Result, DateTimeOffset ExpiresAt);

    private sealed class Generation
    {
        private readonly ConcurrentDictionary<string, Entry> _entries;
        private readonly ConcurrentDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _lookup;

        public Generation()
        {
            _entries = new(StringComparer.Ordinal);
            _lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        /// <summary>Counted by hand, because the dictionary's own count takes all its locks.</summary>
        public int Count { get; private set; }

        public bool TryGet(ReadOnlySpan<char> token, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Entry? entry) =>
            _lookup.TryGetValue(token, out entry);

        public void Set(string token, Entry entry)
        {
            if (_entries.TryAdd(token, entry))
            {
                Count++;
            }
            else
            {
                _entries[token] = entry;
            }
        }
    }
}
