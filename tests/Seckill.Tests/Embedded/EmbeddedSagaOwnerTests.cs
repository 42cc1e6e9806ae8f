using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Seckill.Sagas;

namespace Seckill.Tests.Embedded;

/// <summary>The saga engine's name decides who may drive a killed process's sagas before its leases expire.</summary>
public sealed class EmbeddedSagaOwnerTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("seckill-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Same_folder_gives_the_same_owner_at_every_start() => Assert.Equal(OwnerOn("a"), OwnerOn("a"));

    [Fact]
    public void Another_folder_gives_another_owner() => Assert.NotEqual(OwnerOn("a"), OwnerOn("b"));

    [Fact]
    public void A_long_path_gives_an_owner_that_is_accepted() => Assert.InRange(OwnerOn(new string('x', 200)).Length, 1, 100);

    [Fact]
    public void An_owner_that_the_host_sets_stays() => Assert.Equal("mine", OwnerOn("a", o => o.Owner = "mine"));

    private string OwnerOn(string folder, Action<SagaOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSeckill().UseEmbedded(o => o.DataDirectory = Path.Combine(_directory.FullName, folder));
        services.Configure<SagaOptions>(o => configure?.Invoke(o));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<SagaOptions>>().Value.Owner!;
    }
}
