using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seckill.Sagas.Campaign.Sagas;
using Seckill.Sagas.Campaign.Working;

namespace Seckill.Sagas.Campaign.Waiting;

/// <summary>The process that holds waiting sagas.</summary>
internal sealed class Holder(HoldOptions options)
{
    private const int StartsAtATime = 2048;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly LagWatch _lags = new();
    private readonly long _begun = Stopwatch.GetTimestamp();
    private TimeSpan _cpu;
    private long _since = Stopwatch.GetTimestamp();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var memory = new MemoryWatch();
        using var host = Build();
        await host.StartAsync(cancellationToken);
        if (options.Count > 0)
        {
            await StartAllAsync(host.Services.GetRequiredService<ISagaClient>(), cancellationToken);
        }

        memory.Reset();
        Begin();
        var waiting = await CountAsync(host, cancellationToken);
        Say(HoldNote.Held, waiting, memory);
        while (_lags.Count < waiting && options.Stays)
        {
            await Task.Delay(s_look, cancellationToken);
        }

        if (options.Stays)
        {
            while (await CountAsync(host, cancellationToken) > 0)
            {
                await Task.Delay(s_look, cancellationToken);
            }

            Say(HoldNote.Ended, _lags.Early == 0 ? 0 : -_lags.Early, memory);
        }

        await host.StopAsync(cancellationToken);
    }

    private static async Task<long> CountAsync(IHost host, CancellationToken cancellationToken)
    {
        var counts = await host.Services.GetRequiredService<ISagaAdmin>().CountAsync(cancellationToken);
        return counts.Where(static c => !c.Status.IsEnded()).Sum(static c => (long)c.Count);
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole();
        builder.Services.AddSeckillSqliteSagas(o => o.Path = new CampaignFolder(options.Folder).Sagas);
        builder.Services.AddSeckillSaga(o =>
        {
            o.Owner = "campaign";
        }).AddSaga(WaitSaga.Define(_lags)).UseInMemoryStore();
        return builder.Build();
    }

    private async Task StartAllAsync(ISagaClient client, CancellationToken cancellationToken)
    {
        using var room = new SemaphoreSlim(StartsAtATime);
        for (var i = 0; i < options.Count; i++)
        {
            await room.WaitAsync(cancellationToken);
            _ = StartAsync(i);
        }

        for (var i = 0; i < StartsAtATime; i++)
        {
            await room.WaitAsync(cancellationToken);
        }

        async Task StartAsync(int number)
        {
            var state = OrderSaga.NewState(number);
            state.Deadline = options.FirstDue + (options.Over * (number / (double)options.Count));
            var id = SagaId.Parse(Guid.NewGuid().ToString("N"));
            SagaStartOutcome outcome;
            while ((outcome = await client.StartAsync(WaitSaga.Name, id, state, cancellationToken)) == SagaStartOutcome.Rejected)
            {
                // Those that are on their way to their wait fill the room: come again.
                await Task.Delay(1, cancellationToken);
            }

            if (outcome != SagaStartOutcome.Started)
            {
                Environment.FailFast(string.Create(CultureInfo.InvariantCulture, $"Saga {number} was answered with {outcome}."));
            }

            room.Release();
        }
    }

    private void Begin()
    {
        using var process = Process.GetCurrentProcess();
        _cpu = process.TotalProcessorTime;
        _since = Stopwatch.GetTimestamp();
    }

    private void Say(string what, long waiting, MemoryWatch memory)
    {
        using var process = Process.GetCurrentProcess();
        var note = new HoldNote(
            what,
            waiting,
            Stopwatch.GetElapsedTime(_begun).TotalSeconds,
            MemoryWatch.Now,
            memory.Peak,
            _lags.At(50),
            _lags.At(99),
            _lags.At(100),
            (process.TotalProcessorTime - _cpu) / Stopwatch.GetElapsedTime(_since));
        Console.WriteLine(JsonSerializer.Serialize(note, CampaignJson.Default.HoldNote));
    }
}
