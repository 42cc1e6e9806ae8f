using Microsoft.Extensions.Logging;
using Seckill.Sagas.Runs;
using Seckill.Sagas.Sending;
using Seckill.Sagas.Shards;
using Seckill.Sagas.Telemetry;
using Seckill.Sagas.Working;
using Seckill.Sagas.Writing;

namespace Seckill.Sagas.Engine;

/// <summary>What the parts of one engine share.</summary>
internal sealed class EngineParts : IDisposable
{
    private long _writeId;

    public EngineParts()
    {
        Stop = new CancellationTokenSource();
        Stopping = Stop.Token;
    }

    public required ISagaStore Store { get; init; }

    public required TimeProvider Time { get; init; }

    public required WorkQueue Work { get; init; }

    public required Random Random { get; init; }

    public required SagaOptions Options { get; init; }

    public required ILogger Logger { get; init; }

    public required SagaMetrics Metrics { get; init; }

    public required IServiceProvider Services { get; init; }

    public required IReadOnlyList<ISagaStepInterceptor> Interceptors { get; init; }

    public required Committer Committer { get; init; }

    public required Dispatcher Dispatcher { get; init; }

    public required ShardMap Shards { get; init; }

    public required RunTable Runs { get; init; }

    public required Watchers Watchers { get; init; }

    /// <summary>Cancelled when the engine stops: what is in memory looks for a place where it can be left.</summary>
    public CancellationTokenSource Stop { get; }

    /// <summary>The token of <see cref="Stop"/>, which outlives it.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Takes up a saga again that lost its place in memory here.</summary>
    public Action<SagaId>? Revive { get; set; }

    /// <summary>Does something beside everything else, again until it does not fail.</summary>
    public Action<string, Func<Task>>? Upkeep { get; set; }

    public bool IsStopping => Stopping.IsCancellationRequested;

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Starts the numbers of writes at a random place, so that no two engines ever use the same.</summary>
    public void SeedWriteIds() => _writeId = Random.NextInt64();

    public long NextWriteId() => Interlocked.Increment(ref _writeId);

    public void Dispose() => Stop.Dispose();

    /// <summary>True while some interceptor may answer in a step's place.</summary>
    public bool IsIntercepted
    {
        get
        {
            for (var i = 0; i < Interceptors.Count; i++)
            {
                if (Interceptors[i].IsArmed)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Answers in a step's place when an interceptor wants to.</summary>
    public bool TryIntercept(in SagaStepCall call, out StepResult result)
    {
        foreach (var interceptor in Interceptors)
        {
            if (interceptor.TryIntercept(in call, out result))
            {
                return true;
            }
        }

        result = default;
        return false;
    }
}
