using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seckill.Sagas.Benchmarks.Orders;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Benchmarks.Contestants;

/// <summary>The engine of this suite, on a store.</summary>
/// <param name="store">Registers the store.</param>
/// <param name="inFlight">Sagas that will be under way at a time.</param>
internal sealed class SeckillContestant(Action<IServiceCollection> store, int inFlight) : HostedContestant
{
    private readonly MeterListener _listener = new();
    private ISagaClient? _client;

    // A random id, as those of buyers' purchases are.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask StartAsync(long number)
    {
        var outcome = await _client!.StartAsync(OrderSaga.Name, SagaId.Parse(RandomId()), OrderSaga.NewState(number));
        if (outcome != SagaStartOutcome.Started)
        {
            throw new InvalidOperationException($"Saga {number} was answered with {outcome}.");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await base.DisposeAsync();
    }

    // Without the system's source of randomness, whose calls would be measured with the engine.
    public static string RandomId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    protected override void Configure(HostApplicationBuilder builder)
    {
        store(builder.Services);
        builder.Services.AddSeckillSaga(options => options.MaxInFlight = inFlight * 2).AddSaga(OrderSaga.Definition).UseInMemoryStore();
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Name: SagaDiagnostics.Ended, Meter.Name: SagaDiagnostics.MeterName })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, _, _) => Ended());
        _listener.Start();
    }

    protected override void OnStarted() => _client = Services.GetRequiredService<ISagaClient>();
}
