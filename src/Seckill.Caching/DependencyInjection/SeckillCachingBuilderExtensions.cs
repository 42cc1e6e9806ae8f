using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Seckill.Caching.DependencyInjection;

namespace Seckill.Caching;

/// <summary>Hangs guards, warm-ups and serializers on a cache.</summary>
public static class SeckillCachingBuilderExtensions
{
    /// <summary>Makes this cache the application's <see cref="HybridCache"/>, whatever was registered before.</summary>
    public static SeckillCachingBuilder ReplaceHybridCache(this SeckillCachingBuilder builder)
    {
        var name = builder.Name;
        builder.Services.Replace(ServiceDescriptor.Singleton<HybridCache>(p => p.GetRequiredKeyedService<SeckillCache>(name)));
        return builder;
    }

    /// <summary>Refuses keys under a prefix whose form no existing one has, before any tier is asked.</summary>
    /// <param name="builder">The cache's builder.</param>
    /// <param name="prefix">The prefix, such as <c>product:</c>; of several that fit, the longest counts.</param>
    /// <param name="rule">The rule, such as a <see cref="NumberRange"/>.</param>
    public static SeckillCachingBuilder AddKeyRule(this SeckillCachingBuilder builder, string prefix, IKeyRule rule)
    {
        builder.Services.AddSingleton(new GuardRegistration(builder.Name, prefix, rule, null, null));
        return builder;
    }

    /// <summary>Refuses keys under a prefix that a filter of the existing ids does not know. It is built at start, kept up by sets and announcements of any node, and built anew now and then.</summary>
    /// <typeparam name="TSource">Lists the ids; taken from the services, or made.</typeparam>
    /// <param name="builder">The cache's builder.</param>
    /// <param name="prefix">The prefix, such as <c>product:</c>; of several that fit, the longest counts.</param>
    /// <param name="configure">Changes settings.</param>
    public static SeckillCachingBuilder AddKeyFilter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>(
        this SeckillCachingBuilder builder, string prefix, Action<KeyFilterOptions>? configure = null)
        where TSource : class, IKeyIdSource
    {
        var options = new KeyFilterOptions();
        configure?.Invoke(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RebuildEvery, TimeSpan.FromSeconds(1));
        builder.Services.AddSingleton(new GuardRegistration(
            builder.Name, prefix, null, options, static p => p.GetService<TSource>() ?? ActivatorUtilities.CreateInstance<TSource>(p)));
        return builder;
    }

    /// <summary>Fills the cache at start; the health check waits for it.</summary>
    /// <typeparam name="TWarmup">The warm-up; taken from the services, or made.</typeparam>
    public static SeckillCachingBuilder AddWarmup<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TWarmup>(this SeckillCachingBuilder builder)
        where TWarmup : class, ICacheWarmup
    {
        builder.Services.AddSingleton(new WarmupRegistration(builder.Name, static p => p.GetService<TWarmup>() ?? ActivatorUtilities.CreateInstance<TWarmup>(p)));
        return builder;
    }

    /// <summary>Serializes values of a type in one's own way, in every cache.</summary>
    public static SeckillCachingBuilder AddSerializer<T>(this SeckillCachingBuilder builder, IHybridCacheSerializer<T> serializer)
    {
        builder.Services.AddSingleton(serializer);
        return builder;
    }
}
