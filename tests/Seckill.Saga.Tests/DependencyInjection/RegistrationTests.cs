using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Seckill.Events;

namespace Seckill.Sagas.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Host_WithStoreAndBus_RunsASagaToItsEnd()
    {
        var heard = new TaskCompletionSource<EventMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = Build(services => services.AddSeckillSaga().AddSaga(Definition()).UseInMemoryStore().UseInMemoryBus());
        using var subscription = host.Services.GetRequiredService<IEventBus>().Subscribe(TestEvents.Happened.Name, (message, _) =>
        {
            heard.TrySetResult(message);
            return ValueTask.CompletedTask;
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        var client = host.Services.GetRequiredService<ISagaClient>();
        var id = SagaId.Parse("s1");

        Assert.Equal(SagaStartOutcome.Started, await client.StartAsync("order", id, new OrderState(), TestContext.Current.CancellationToken));
        Assert.Equal(SagaStatus.Completed, (await client.WaitAsync(id, TestContext.Current.CancellationToken))!.Status);
        Assert.Equal("s1/a/0", (await heard.Task.WaitAsync(TestContext.Current.CancellationToken)).Id);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_DefinitionPublishesAndThereIsNoBus_IsRefused()
    {
        using var host = Build(services => services.AddSeckillSaga().AddSaga(Definition()).UseInMemoryStore());
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Saga 'order v1' publishes events from 'a', but no IEventBus is registered. Add one, such as UseInMemoryBus().", refusal.Message);

        using var late = Build(services => services.AddSeckillSaga().AddSaga(new StepLog().Payment()).UseInMemoryStore());
        refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => late.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Saga 'order v1' publishes events from 'payment', but no IEventBus is registered. Add one, such as UseInMemoryBus().", refusal.Message);
    }

    [Fact]
    public void AddSeckillSaga_Twice_IsHarmless()
    {
        var services = new ServiceCollection();
        services.AddSeckillSaga(o => o.Shards = 3).UseInMemoryStore();
        services.AddSeckillSaga(o => o.MaxInFlight = 7).UseInMemoryStore();
        using var provider = services.BuildServiceProvider();

        Assert.Single(provider.GetServices<IHostedService>());
        Assert.Single(provider.GetServices<ISagaStore>());
        var options = provider.GetRequiredService<IOptions<SagaOptions>>().Value;
        Assert.Equal((3, 7), (options.Shards, options.MaxInFlight));
        Assert.NotNull(provider.GetRequiredService<ISagaAdmin>());
        Assert.NotNull(provider.GetRequiredService<ISagaRunners>());
    }

    [Fact]
    public void DefinitionMadeFromServices_IsAService()
    {
        var services = new ServiceCollection();
        services.AddSeckillSaga().AddSaga(_ => Definition()).UseInMemoryStore();
        using var provider = services.BuildServiceProvider();

        Assert.Same(provider.GetRequiredService<SagaDefinition<OrderState>>(), provider.GetServices<SagaDescription>().Single());
    }

    [Fact]
    public void OwnStore_IsNotReplaced()
    {
        var own = new Stores.OwnStore();
        var services = new ServiceCollection().AddSingleton<ISagaStore>(own);
        services.AddSeckillSaga().UseInMemoryStore();
        using var provider = services.BuildServiceProvider();

        Assert.Same(own, provider.GetRequiredService<ISagaStore>());
    }

    [Theory]
    [InlineData("Shards", 0, "SagaOptions.Shards is 0. Set it to a value from 1 to 1024.")]
    [InlineData("Shards", 1025, "SagaOptions.Shards is 1025. Set it to a value from 1 to 1024.")]
    [InlineData("LeaseTtl", "00:00:00.05", "SagaOptions.LeaseTtl is 00:00:00.0500000. Set it to a value from 00:00:00.1000000 to 00:10:00.")]
    [InlineData("MaxInFlight", 0, "SagaOptions.MaxInFlight is 0. Set it to a value from 1 to 2147483647.")]
    [InlineData("MaxClaimed", -1, "SagaOptions.MaxClaimed is -1. Set it to a value from 1 to 2147483647.")]
    [InlineData("ClaimPageSize", 0, "SagaOptions.ClaimPageSize is 0. Set it to a value from 1 to 100000.")]
    [InlineData("PollInterval", "00:00:00", "SagaOptions.PollInterval is 00:00:00. Set it to a value from 00:00:00.0010000 to 00:01:00.")]
    [InlineData("InlineRetryLimit", "00:02:00", "SagaOptions.InlineRetryLimit is 00:02:00. Set it to a value from 00:00:00 to 00:01:00.")]
    [InlineData("RecordAfter", "-00:00:01", "SagaOptions.RecordAfter is -00:00:01. Set it to a value from 00:00:00 to 00:01:00.")]
    [InlineData("ResendAfter", "00:00:00", "SagaOptions.ResendAfter is 00:00:00. Set it to a value from 00:00:00.1000000 to 01:00:00.")]
    [InlineData("PublishTimeout", "00:00:00", "SagaOptions.PublishTimeout is 00:00:00. Set it to a value from 00:00:00.0010000 to 00:10:00.")]
    [InlineData("DrainTimeout", "-00:00:01", "SagaOptions.DrainTimeout is -00:00:01. Set it to a value from 00:00:00 to 00:10:00.")]
    [InlineData("KeepEndedFor", "-00:00:01", "SagaOptions.KeepEndedFor is -00:00:01. Set it to a value from 00:00:00 to 36500.00:00:00.")]
    [InlineData("Commit.MaxBatch", 0, "SagaOptions.Commit.MaxBatch is 0. Set it to a value from 1 to 10000.")]
    [InlineData("Commit.Lanes", 17, "SagaOptions.Commit.Lanes is 17. Set it to a value from 1 to 16.")]
    [InlineData("Owner", "", "SagaOptions.Owner.Length is 0. Set it to a value from 1 to 100.")]
    public async Task Start_WithASettingThatCannotBe_IsRefused(string key, object value, string message)
    {
        using var host = Build(services => services.AddSeckillSaga(o => Set(o, key, value)).AddSaga(Definition()).UseInMemoryStore());

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal([message], refusal.Failures);
    }

    private static void Set(SagaOptions options, string key, object value)
    {
        object target = key.StartsWith("Commit.", StringComparison.Ordinal) ? options.Commit : options;
        var property = target.GetType().GetProperty(key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..])!;
        property.SetValue(target, property.PropertyType == typeof(int) || property.PropertyType == typeof(string) ? value : TimeSpan.Parse((string)value, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static IHost Build(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        configure(builder.Services);
        return builder.Build();
    }

    private static SagaDefinition<OrderState> Definition() => Saga.Define("order", 1, TestJson.Default.OrderState)
        .Step("a", (_, _) => new(StepResult.Ok)).Guarded().NothingToUndo()
        .Publishes(TestEvents.Happened, s => new Happened(s.Order))
        .Build();
}
