using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching;

namespace Seckill.AspNetCore.Tests.Caching;

public sealed class DataProtectionTests
{
    [Fact]
    public void OneHostProtects_AnotherOfTheSameRingReads_AndAStrangerDoesNot()
    {
        var ring = new MemoryRing();
        using var one = Host(ring);
        using var other = Host(ring);
        using var stranger = Host(new MemoryRing());
        var text = Protector(one).Protect("operator op1");
        Assert.Equal("operator op1", Protector(other).Unprotect(text));
        Assert.Single(ring.Texts);
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => Protector(stranger).Unprotect(text));
    }

    [Fact]
    public async Task EmbeddedHost_KeepsItsKeysInTheSharedTier()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var ring = host.Services.GetRequiredKeyedService<ISharedKeyRing>(SeckillBuilder.CacheName);
        var protector = host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
        Assert.Equal("text", protector.Unprotect(protector.Protect("text")));
        Assert.NotEmpty(await ring.ReadAsync("data-protection", TestContext.Current.CancellationToken));
    }

    private static IDataProtector Protector(ServiceProvider host) => host.GetRequiredService<IDataProtectionProvider>().CreateProtector("session");

    private static ServiceProvider Host(MemoryRing ring)
    {
        var services = new ServiceCollection();
        services.AddKeyedSingleton<ISharedKeyRing>(SeckillBuilder.CacheName, ring);
        services.AddDataProtection().SetApplicationName("seckill").PersistKeysToSeckill();
        return services.BuildServiceProvider();
    }

    private sealed class MemoryRing : ISharedKeyRing
    {
        public ConcurrentQueue<string> Texts { get; } = new();

        public ValueTask<IReadOnlyList<string>> ReadAsync(string ring, CancellationToken cancellationToken = default) => new([.. Texts]);

        public ValueTask AppendAsync(string ring, string text, CancellationToken cancellationToken = default)
        {
            Texts.Enqueue(text);
            return ValueTask.CompletedTask;
        }
    }
}
