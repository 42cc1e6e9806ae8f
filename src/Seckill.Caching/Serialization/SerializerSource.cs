using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Seckill.Caching.Serialization;

/// <summary>
/// Finds a type's serializer: one registered for the type, then the registered factories, then text and bytes as they are, then JSON.
/// </summary>
internal sealed class SerializerSource(IServiceProvider services, IJsonTypeInfoResolver? resolver)
{
    private readonly ConcurrentDictionary<Type, object> _known = new();
    private readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { TypeInfoResolver = resolver ?? ReflectionResolver() };

    public IHybridCacheSerializer<T> For<T>() =>
        _known.TryGetValue(typeof(T), out var known) ? (IHybridCacheSerializer<T>)known : (IHybridCacheSerializer<T>)_known.GetOrAdd(typeof(T), Find<T>());

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Reached only where reflection-based JSON is switched on, which trimmed applications are not.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Reached only where reflection-based JSON is switched on, which AOT applications are not.")]
    private static DefaultJsonTypeInfoResolver? ReflectionResolver() =>
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : null;

    private IHybridCacheSerializer<T> Find<T>()
    {
        if (services.GetService<IHybridCacheSerializer<T>>() is { } registered)
        {
            return registered;
        }

        foreach (var factory in services.GetServices<IHybridCacheSerializerFactory>())
        {
            if (factory.TryCreateSerializer<T>(out var made))
            {
                return made;
            }
        }

        if (typeof(T) == typeof(string))
        {
            return (IHybridCacheSerializer<T>)(object)new TextSerializer();
        }

        if (typeof(T) == typeof(byte[]))
        {
            return (IHybridCacheSerializer<T>)(object)new BytesSerializer();
        }

        if (_json.TypeInfoResolver is null)
        {
            throw new InvalidOperationException(
                $"There is no serializer for {typeof(T)}. Set SeckillCachingOptions.JsonTypeInfoResolver to a JsonSerializerContext that knows it, or register an IHybridCacheSerializer.");
        }

        return new JsonCacheSerializer<T>((JsonTypeInfo<T>)_json.GetTypeInfo(typeof(T)));
    }
}
