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
    public void Folder_keeps_its_owner_when_it_is_moved()
    {
        var owner = OwnerOn("a");
        Directory.Move(Path.Combine(_directory.FullName, "a"), Path.Combine(_directory.FullName, "b"));

        Assert.Equal(owner, OwnerOn("b"));
    }

    [Fact]
    public void Half_a_name_is_replaced_for_good()
    {
        var owner = OwnerOn("a");
        File.WriteAllText(Path.Combine(_directory.FullName, "a", "name"), owner[..7]);

        var next = OwnerOn("a");
        Assert.NotEqual(owner, next);
        Assert.Equal(next, OwnerOn("a"));
    }

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
