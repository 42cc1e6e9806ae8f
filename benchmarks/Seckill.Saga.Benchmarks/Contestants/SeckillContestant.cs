using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seckill.Sagas.Benchmarks.Orders;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Benchmarks.Contestants;

/// <summary>The engine of this suite, on a store.</summary>
/// <param name="store">Registers the store.</param>
/// <param name="inFlight">Sagas that will be under way at a time.</param>
internal sealed class SeckillContestant(Action<IServiceCollection> store, int inFlight) : Contestant
{
    private readonly MeterListener _listener = new();
    private IHost? _host;
    private ISagaClient? _client;

    public override async Task InitializeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        store(builder.Services);
        builder.Services.AddSeckillSaga(options => options.MaxInFlight = inFlight * 2).AddSaga(OrderSaga.Definition).UseInMemoryStore();
        _host = builder.Build();
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Name: SagaDiagnostics.Ended, Meter.Name: SagaDiagnostics.MeterName })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, _, _) => Ended());
        _listener.Start();
        await _host.StartAsync();
        _client = _host.Services.GetRequiredService<ISagaClient>();
    }

    // A random id, as those of buyers' purchases are.
    public override async ValueTask StartAsync(long number)
    {
        var outcome = await _client!.StartAsync(OrderSaga.Name, SagaId.Parse(Guid.NewGuid().ToString("N")), OrderSaga.NewState(number));
        if (outcome != SagaStartOutcome.Started)
        {
            throw new InvalidOperationException($"Saga {number} was answered with {outcome}.");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        if (_host is not null)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }
    }
}
