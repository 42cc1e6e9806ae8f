using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Hybrid;
using Seckill.Caching.Flights;
using Seckill.Caching.Following;
using Seckill.Caching.Loading;
using Seckill.Caching.Local;
using Seckill.Caching.Options;
using Seckill.Caching.Reading;
using Seckill.Caching.Writing;

namespace Seckill.Caching;

/// <summary>
/// A cache of several levels (Local, Distributed, and stamps for the Edge) that is a <see cref="HybridCache"/>. A load that was overtaken by a change
/// is never stored, on any node; what other nodes change is heard, and what was not heard is noticed. Values are shared by reference on a node and
/// must not be changed, unless <see cref="CacheEntryOptions.CloneOnRead"/> is set. Calls never fail because of the Distributed tier; they throw what
/// the load throws, when there is nothing stale to serve.
/// </summary>
public sealed class SeckillCache : HybridCache, IAsyncDisposable
{
    private readonly CacheParts _parts;
    private readonly LocalStore _values;
    private readonly SieveStore? _sieve;
    private readonly Validity _validity;
    private readonly CacheClock _clock;
    private readonly ReadPath _reading;
    private readonly Writer _writer;
    private readonly LogFollower? _follower;
    private readonly CacheEntryOptions _hybridDefaults;
    private KnownOptions? _lastOptions;
    private int _isDisposed;

    internal SeckillCache(CacheParts parts, ICacheLog? log)
    {
        _parts = parts;
        (_values, _validity, _clock) = (parts.Local.Values, parts.Validity, parts.Clock);
        _hybridDefaults = parts.Options.RefreshForHybridCache ? parts.Options.DefaultEntryOptions : parts.Options.DefaultEntryOptions with { RefreshAfter = 1 };
        _sieve = _values as SieveStore;
        _writer = new Writer(parts);
        _follower = log is null ? null : new LogFollower(parts, log, new PendingFlusher(parts).FlushAsync);
        _reading = new ReadPath(parts, new FlightRunner(parts, _follower, new SourceLoader(parts)), _follower);
        Sweeper = new Sweeper(parts);
        parts.Metrics.Add(parts);
    }

    /// <summary>The cache's name; empty for the default one.</summary>
    public string Name => _parts.Name;

    internal CacheParts Parts => _parts;

    internal LogFollower? Follower => _follower;

    internal Sweeper Sweeper { get; }

    /// <inheritdoc />
    public override ValueTask<T> GetOrCreateAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CancellationToken, ValueTask<T>> factory,
        HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null,
        CancellationToken cancellationToken = default)
    {
        if ((options is null || (options.Flags & HybridCacheEntryFlags.DisableLocalCacheRead) == 0)
            && Find(key) is TypedEntry<T> entry && IsPlainHit(entry))
        {
            return new ValueTask<T>(entry.Value);
        }

        return GetSlowlyAsync(key, state, factory, options, tags, cancellationToken);
    }

    /// <summary>Gets a value, or loads it with a factory that sees and sets the entry's context.</summary>
    /// <param name="key">The key.</param>
    /// <param name="state">Passed to the factory, so that it needs no closure.</param>
    /// <param name="factory">Loads the value. Its token is cancelled by the hard timeout and the end of the cache, never by a caller.</param>
    /// <param name="options">How the entry lives; null takes the cache's defaults.</param>
    /// <param name="cancellationToken">Stops waiting; the load goes on for the others and the cache.</param>
    /// <returns>The value; default when the source has none.</returns>
    public ValueTask<T> GetOrCreateAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CacheLoadContext<T>, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        if ((options is null || (options.Flags & HybridCacheEntryFlags.DisableLocalCacheRead) == 0)
            && Find(key) is TypedEntry<T> entry && IsPlainHit(entry))
        {
            return new ValueTask<T>(entry.Value);
        }

        return _reading.GetValueAsync(key, new ContextPlan<TState, T>(state, factory, Checked(key, options)), cancellationToken);
    }

    /// <summary>Like <see cref="GetOrCreateAsync{TState, T}(string, TState, Func{TState, CacheLoadContext{T}, CancellationToken, ValueTask{T}}, CacheEntryOptions?, CancellationToken)"/>, with the stamp of the version: for entity tags.</summary>
    public async ValueTask<CacheResult<T>> GetOrCreateStampedAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CacheLoadContext<T>, CancellationToken, ValueTask<T>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var entry = await _reading.GetAsync(key, new ContextPlan<TState, T>(state, factory, Checked(key, options)), cancellationToken).ConfigureAwait(false);
        return new CacheResult<T>(_parts.ValueOf(entry), StampOf(entry));
    }

    /// <summary>
    /// Gets many values; those that no tier has are loaded together. Each key keeps its own lease, so that two nodes never load the same one.
    /// </summary>
    /// <param name="ids">The ids; repeated ones are taken once.</param>
    /// <param name="keyOf">Makes the key of an id.</param>
    /// <param name="factory">Loads the values of the ids it is given; ids it leaves out, or gives null for, are not found.</param>
    /// <param name="options">How the entries live; null takes the cache's defaults.</param>
    /// <param name="cancellationToken">Stops waiting; loads go on.</param>
    /// <returns>The values by id; ids without one are left out.</returns>
    public ValueTask<IReadOnlyDictionary<TKey, T>> GetOrCreateManyAsync<TKey, T>(
        IEnumerable<TKey> ids,
        Func<TKey, string> keyOf,
        Func<IReadOnlyList<TKey>, CancellationToken, ValueTask<IReadOnlyDictionary<TKey, T>>> factory,
        CacheEntryOptions? options = null,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        var list = ids.Distinct().Select(id => KeyValuePair.Create(id, keyOf(id))).ToList();
        list.ForEach(item => ThrowIfWrong(item.Value));
        return BulkReader.GetAsync(_parts, _reading, list, factory, Checked(options), cancellationToken);
    }

    /// <summary>Looks into the tiers without loading.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Which tiers take part, and how a copy lives on this node; null takes the cache's defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<CacheLookup<T>> TryGetAsync<T>(string key, CacheEntryOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (entry, isAnswered) = await _reading.FindAsync<T>(key, Checked(key, options), cancellationToken).ConfigureAwait(false);
        return entry is null ? new CacheLookup<T> { IsUnanswered = !isAnswered }
            : entry.IsNotFound ? new CacheLookup<T>(false, true, default, StampOf(entry))
            : new CacheLookup<T>(true, false, _parts.ValueOf(entry), StampOf(entry));
    }

    /// <inheritdoc />
    public override async ValueTask SetAsync<T>(
        string key, T value, HybridCacheEntryOptions? options = null, IEnumerable<string>? tags = null, CancellationToken cancellationToken = default)
    {
        ThrowIfWrong(key);
        await _writer.SetAsync(key, value, _hybridDefaults.With(options, tags), sourceVersion: 0).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores a value, unless one made from a newer row is stored.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null says that the source has nothing.</param>
    /// <param name="options">How the entry lives; null takes the cache's defaults.</param>
    /// <param name="sourceVersion">The version of the row the value was made from; 0 when not known.</param>
    /// <param name="cancellationToken">Stops waiting, never the write.</param>
    public async ValueTask<WriteOutcome> SetAsync<T>(
        string key, T value, CacheEntryOptions? options, long sourceVersion, CancellationToken cancellationToken = default) =>
        await _writer.SetAsync(key, value, Checked(key, options), sourceVersion).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public override async ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        await RemoveAsync(key, sourceVersion: 0, cancellationToken).ConfigureAwait(false);

    /// <summary>Removes a key from every tier of every node.</summary>
    /// <param name="key">The key.</param>
    /// <param name="sourceVersion">The version of the row after the change: rows older than it are not stored again for a while. 0: not known.</param>
    /// <param name="cancellationToken">Stops waiting, never the removal.</param>
    public async ValueTask<WriteOutcome> RemoveAsync(string key, long sourceVersion, CancellationToken cancellationToken = default)
    {
        ThrowIfWrong(key);
        return await _writer.RemoveAsync(key, sourceVersion).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Marks a value stale on every node: the next look-up loads it again, and gets the old one only when the source fails or is slow.</summary>
    public async ValueTask<WriteOutcome> ExpireAsync(string key, CancellationToken cancellationToken = default)
    {
        ThrowIfWrong(key);
        return await _writer.ExpireAsync(key).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes everything under a tag from every tier of every node; <c>*</c> removes all.</summary>
    public override async ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default)
    {
        ThrowIfWrong(tag);
        await _writer.RemoveTagAsync(tag).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells every node's filters that a key is about to exist: to be awaited before the row becomes visible.</summary>
    public async ValueTask AnnounceAsync(string key, CancellationToken cancellationToken = default)
    {
        ThrowIfWrong(key);
        await _writer.AnnounceAsync(key).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps a value at hand: it is loaded now, again after <see cref="CacheEntryOptions.Expiration"/>, and at once when any node changes the key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="factory">Loads the value.</param>
    /// <param name="options">How the entry lives; null refreshes it every 5 minutes.</param>
    public CachedValue<T> Pin<T>(string key, Func<CancellationToken, ValueTask<T>> factory, CacheEntryOptions? options = null)
    {
        var every = options ?? _parts.Options.DefaultEntryOptions with { Expiration = TimeSpan.FromMinutes(5) };
        // Its own clock refreshes it, so that nobody has to ask for it.
        var plan = new PlainPlan<Func<CancellationToken, ValueTask<T>>, T>(
            factory, static (load, ct) => load(ct), Checked(key, every with { RefreshAfter = 1, LocalExpiration = every.Expiration }), refreshes: true);
        var pin = new CachedValue<T>(
            ct => ReadPinAsync(key, plan, ct),
            p => _parts.Pins.Remove(key, p),
            e => Telemetry.Log.PinFailed(_parts.Logger, Name, key, e),
            _clock.Provider,
            every.FailSafeThrottle);
        _parts.Pins.Add(key, pin);
        pin.Start();
        return pin;
    }

    /// <summary>Begins to follow the other nodes' changes, which otherwise the first miss does. Completes when this node is in step, or has waited its time for it.</summary>
    public Task StartAsync() => _follower?.StartedAsync().AsTask() ?? Task.CompletedTask;

    /// <summary>Stops following, cancels loads and frees what the cache holds.</summary>
    public async ValueTask DisposeAsync()
    {
        // A container disposes it once for each name it is registered under.
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await Sweeper.DisposeAsync().ConfigureAwait(false);
        if (_follower is not null)
        {
            await _follower.DisposeAsync().ConfigureAwait(false);
        }

        _parts.Dispose();
    }

    // The usual store is called directly, so that its look-up becomes part of the hit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private LocalEntry? Find(string key) => _sieve is { } sieve ? sieve.Find(key) : _values.Find(key);

    // Not generic: shared code for reference types would look the type up once more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsPlainHit(LocalEntry entry)
    {
        if (entry.Generation != _validity.Generation || entry.CheckAt <= _clock.Now || entry.Details is { Payload: not null })
        {
            return false;
        }

        _parts.Counters.LocalHit();
        return true;
    }

    private ValueTask<T> GetSlowlyAsync<TState, T>(
        string key, TState state, Func<TState, CancellationToken, ValueTask<T>> factory, HybridCacheEntryOptions? options, IEnumerable<string>? tags, CancellationToken cancellationToken)
    {
        ThrowIfWrong(key);
        return _reading.GetValueAsync(key, new PlainPlan<TState, T>(state, factory, EffectiveOptions(options, tags), _parts.Options.RefreshForHybridCache), cancellationToken);
    }

    private async ValueTask<(T Value, TimeSpan Next)> ReadPinAsync<T>(string key, LoadPlan<T> plan, CancellationToken cancellationToken)
    {
        var entry = await _reading.GetAsync(key, plan, cancellationToken).ConfigureAwait(false);
        var next = _validity.IsTrusted ? StampOf(entry).FreshFor : _parts.Options.DegradedLocalExpiration;
        return (_parts.ValueOf(entry), next > TimeSpan.Zero ? next : plan.Options.FailSafeThrottle);
    }

    private CacheStamp StampOf(LocalEntry entry) =>
        new(entry.NamingVersion, TimeSpan.FromMilliseconds(Math.Max(0, entry.FreshUntil - _clock.Now)));

    /// <summary>A caller's options over the defaults. Callers tend to hand the same ones in again and again, and they never change.</summary>
    private CacheEntryOptions EffectiveOptions(HybridCacheEntryOptions? options, IEnumerable<string>? tags)
    {
        var defaults = _hybridDefaults;
        if (options is null || tags is not null)
        {
            return defaults.With(options, tags);
        }

        if (_lastOptions is { } last && ReferenceEquals(last.Given, options))
        {
            return last.Effective;
        }

        var effective = defaults.With(options, tags: null);
        _lastOptions = new KnownOptions(options, effective);
        return effective;
    }

    private CacheEntryOptions Checked(string key, CacheEntryOptions? options)
    {
        ThrowIfWrong(key);
        return Checked(options);
    }

    private CacheEntryOptions Checked(CacheEntryOptions? options)
    {
        if (options is null)
        {
            return _parts.Options.DefaultEntryOptions;
        }

        SeckillCachingOptionsValidator.ThrowIfWrong(options);
        return options;
    }

    private void ThrowIfWrong(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.Length > _parts.Options.MaxKeyLength)
        {
            throw new ArgumentException($"The key or tag is {key.Length} characters long; SeckillCachingOptions.MaxKeyLength allows {_parts.Options.MaxKeyLength}.", nameof(key));
        }
    }

    private sealed record KnownOptions(HybridCacheEntryOptions Given, CacheEntryOptions Effective);
}
