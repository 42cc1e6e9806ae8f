using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Seckill;
using Seckill.AspNetCore.Keys;
using Seckill.Caching;

namespace Microsoft.AspNetCore.DataProtection;

/// <summary>Shares data-protection keys among hosts.</summary>
public static class SeckillDataProtection
{
    /// <summary>
    /// Keeps the keys in the shared tier of the suite's cache, where they never expire: what one host protects, all others read, also after a restart. Without
    /// a shared tier the framework's own place is left as it is. They are as secret as that server is.
    /// </summary>
    public static IDataProtectionBuilder PersistKeysToSeckill(this IDataProtectionBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(static services => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            if (services.GetKeyedService<ISharedKeyRing>(SeckillBuilder.CacheName) is { } ring)
            {
                options.XmlRepository = new SharedKeys(ring);
            }
        }));
        return builder;
    }
}
