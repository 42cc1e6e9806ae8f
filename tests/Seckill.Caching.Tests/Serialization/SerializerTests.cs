using System.Buffers;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching.Serialization;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Serialization;

public sealed partial class SerializerTests
{
    [Fact]
    public void Text_and_bytes_are_stored_as_they_are()
    {
        var source = new SerializerSource(Nothing(), null);

        Assert.Equal("秒杀"u8.ToArray(), Written(source.For<string>(), "秒杀"));
        Assert.Equal("秒杀", source.For<string>().Deserialize(new ReadOnlySequence<byte>("秒杀"u8.ToArray())));
        Assert.Equal([1, 2], Written(source.For<byte[]>(), [1, 2]));
        Assert.Equal([1, 2], source.For<byte[]>().Deserialize(new ReadOnlySequence<byte>([1, 2])));
    }

    [Fact]
    public void Generated_type_information_is_used_where_it_is_given()
    {
        var serializer = new SerializerSource(Nothing(), ProductContext.Default).For<Product>();
        var bytes = Written(serializer, new Product(7, "phone"));

        Assert.Equal("""{"productId":7,"title":"phone"}"""u8.ToArray(), bytes);
        Assert.Equal(new Product(7, "phone"), serializer.Deserialize(new ReadOnlySequence<byte>(bytes)));
    }

    [Fact]
    public void Type_that_the_given_information_does_not_know_is_not_looked_at_by_reflection()
    {
        var source = new SerializerSource(Nothing(), ProductContext.Default);

        Assert.Throws<NotSupportedException>(() => source.For<Uri>());
    }

    [Fact]
    public void Registered_serializer_comes_before_the_factories_and_these_before_the_default()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IHybridCacheSerializer<Product>>(new Fixed<Product>(new Product(1, "own")));
        services.AddSingleton<IHybridCacheSerializerFactory>(new UriFactory());
        using var provider = services.BuildServiceProvider();
        var source = new SerializerSource(provider, null);

        Assert.IsType<Fixed<Product>>(source.For<Product>());
        Assert.IsType<Fixed<Uri>>(source.For<Uri>());
        Assert.IsNotType<Fixed<string>>(source.For<string>());
        Assert.Same(source.For<Product>(), source.For<Product>());
    }

    [Fact]
    public async Task Entry_that_cannot_be_read_is_loaded_again()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var server = new InMemoryCacheServer(clock);
        await using var a = await TestCache.OnAsync(server, clock);
        await using var b = await TestCache.OnAsync(server, clock);
        await a.Cache.SetAsync("k", "not a number");
        Assert.Equal(5, await b.Cache.GetOrCreateAsync("k", _ => new ValueTask<int>(5)));

        await server.Connect().SetAsync(
            "j", new OperationId(1), new DistributedWrite(DistributedEntryState.Value, new byte[] { 99, 1, 2 }, TimeSpan.FromMinutes(1)));
        Assert.Equal("loaded", await b.Cache.GetOrCreateAsync("j", _ => new ValueTask<string>("loaded")));
    }

    private static ServiceProvider Nothing() => new ServiceCollection().BuildServiceProvider();

    private static byte[] Written<T>(IHybridCacheSerializer<T> serializer, T value)
    {
        var writer = new ArrayBufferWriter<byte>();
        serializer.Serialize(value, writer);
        return writer.WrittenSpan.ToArray();
    }

    internal sealed record Product(int ProductId, string Title);

    [JsonSerializable(typeof(Product))]
    private sealed partial class ProductContext : JsonSerializerContext;

    private sealed class Fixed<T>(T value) : IHybridCacheSerializer<T>
    {
        public T Deserialize(ReadOnlySequence<byte> source) => value;

        public void Serialize(T value, IBufferWriter<byte> target)
        {
        }
    }

    private sealed class UriFactory : IHybridCacheSerializerFactory
    {
        public bool TryCreateSerializer<T>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IHybridCacheSerializer<T>? serializer)
        {
            serializer = typeof(T) == typeof(Uri) ? new Fixed<T>(default!) : null;
            return serializer is not null;
        }
    }
}
