using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seckill.Sagas.Campaign.Effects;
using Seckill.Sagas.Campaign.Sagas;

namespace Seckill.Sagas.Campaign.Working;

/// <summary>One life of the process that runs the sagas.</summary>
internal sealed class Worker(WorkOptions options)
{
    private const int StartsAtATime = 2048;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var writer = new EffectWriter(options.Folder.Effects, options.Bug == PlantedBug.ForgetfulGuard ? static g => new ForgetfulGuard(g) : null);
        var desk = new EffectDesk(writer, options.Holds, options.Bug == PlantedBug.LazyUndo);
        using var watch = new ResumeWatch();
        using var host = Build(desk);
        await host.StartAsync(cancellationToken);
        Say(WorkNote.Ready, 0, watch);
        await StartAllAsync(host.Services.GetRequiredService<ISagaClient>());
        await (options.Holds ? WaitUntilHeldAsync(desk, watch, cancellationToken) : WaitUntilEndedAsync(host, watch, cancellationToken));
        await host.StopAsync(cancellationToken);
    }

    private IHost Build(EffectDesk desk)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole();
        builder.Services.AddSeckillSqliteSagas(o => o.Path = options.Folder.Sagas);
        builder.Services.AddSeckillSaga(o =>
        {
            o.Owner = "campaign";
            o.MaxInFlight = options.Room + StartsAtATime;
            o.MaxClaimed = options.Room;
        }).AddSaga(OrderSaga.Define(desk)).UseInMemoryStore();
        if (options.Bug == PlantedBug.LyingStore)
        {
            builder.Services.AddSingleton<ISagaStore>(static p => new LyingStore(p.GetRequiredKeyedService<ISagaStore>(SagaStores.Records)));
        }

        return builder.Build();
    }

    private async Task StartAllAsync(ISagaClient client)
    {
        using var room = new SemaphoreSlim(StartsAtATime);
        using var answered = File.OpenHandle(options.Folder.Answered, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        var place = RandomAccess.GetLength(answered);
        var starts = new List<Task>(options.Count);
        for (var number = options.From; number < options.From + options.Count; number++)
        {
            await room.WaitAsync();
            starts.Add(StartAsync(number));
        }

        await Task.WhenAll(starts);

        async Task StartAsync(int number)
        {
            var outcome = await client.StartAsync(OrderSaga.Name, OrderSaga.IdOf(number), OrderSaga.NewState(number));
            if (outcome != SagaStartOutcome.Started)
            {
                throw new InvalidOperationException($"Saga {number} was answered with {outcome}.");
            }

            RandomAccess.Write(answered, BitConverter.GetBytes(number), Interlocked.Add(ref place, sizeof(int)) - sizeof(int));
            room.Release();
        }
    }

    private async Task WaitUntilHeldAsync(EffectDesk desk, ResumeWatch watch, CancellationToken cancellationToken)
    {
        while (desk.Held < options.Count)
        {
            await Task.Delay(s_look, cancellationToken);
        }

        Say(WorkNote.Held, desk.Held, watch);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private static async Task WaitUntilEndedAsync(IHost host, ResumeWatch watch, CancellationToken cancellationToken)
    {
        var admin = host.Services.GetRequiredService<ISagaAdmin>();

        // The count reads the whole store, so it is asked only when nothing is going on.
        while (watch.InFlight > 0 || (await admin.CountAsync(cancellationToken)).Any(static c => !c.Status.IsEnded()))
        {
            await Task.Delay(s_look, cancellationToken);
        }

        Say(WorkNote.Ended, 0, watch);
    }

    private static void Say(string what, long inFlight, ResumeWatch watch)
    {
        using var process = Process.GetCurrentProcess();
        var ended = what == WorkNote.Ended ? ResumeWatch.SinceStart.TotalSeconds : 0;
        var note = new WorkNote(what, inFlight, watch.Count, watch.LastAfter.TotalSeconds, ended, process.PeakWorkingSet64 / (double)(1 << 20));
        Console.WriteLine(JsonSerializer.Serialize(note, CampaignJson.Default.WorkNote));
    }
}
