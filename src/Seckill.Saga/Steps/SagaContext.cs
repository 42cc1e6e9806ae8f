using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Events;

namespace Seckill.Sagas;

/// <summary>What a step knows of the try it is in.</summary>
public abstract class SagaContext
{
    private protected SagaContext()
    {
    }

    /// <summary>The saga.</summary>
    public abstract SagaId Saga { get; }

    /// <summary>The name of its definition.</summary>
    public abstract string Definition { get; }

    /// <summary>The step's name.</summary>
    public abstract string Step { get; }

    /// <summary>Action, undo or decision.</summary>
    public abstract EffectOperation Operation { get; }

    /// <summary>The try, from 1.</summary>
    public abstract int Attempt { get; }

    /// <summary>
    /// The same for every try of this effect: what guards and foreign systems recognise repeats by. The handler of a late event has a key of that
    /// event's own, so nothing that was decided before stands in its way.
    /// </summary>
    public virtual EffectKey EffectKey => new(Saga, Step, Operation);

    /// <summary>The engine's time.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Cancelled when the try's time is over. The outcome is unknown then, so the effect may still happen.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The host's services.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>The event that a wait's arbiter decides about; null at the deadline, and in any other step.</summary>
    public abstract T? Event<T>()
        where T : class;

    /// <summary>Publishes an event with the step's own, if this try succeeds: once the step is durably done, at least once.</summary>
    public abstract void Publish<T>(EventType<T> type, T value)
        where T : class;

    /// <summary>
    /// The saga's next record if this try is answered with a result, for a step that writes it in its own transaction and answers
    /// <see cref="StepResult.Recorded"/>. It holds the events that are not sent yet, those of this step included that were published before this
    /// call, and the event that the wait accepts.
    /// </summary>
    /// <param name="result">Ok or a failure, as it will be answered.</param>
    /// <exception cref="InvalidOperationException">The definition does not say that the step enlists the record, the try has been given up, or this is the handler of a late event.</exception>
    public abstract SagaRecord RecordAfter(StepResult result);

    /// <summary>
    /// Whether the saga's stored record is one that <see cref="RecordAfter"/> gave this run for the step it is in: an earlier try wrote it, and its answer
    /// was lost. A step that finds its effect in place may answer <see cref="StepResult.Recorded"/> then. Else another run of the saga was there first,
    /// and its record may tell something else, such as an event that this run has not heard of; the answer to that is
    /// <see cref="StepResult.Overtaken"/>. The same number tells nothing.
    /// </summary>
    /// <param name="stored">The record as the step's own transaction reads it.</param>
    public abstract bool IsOwnRecord(SagaRecord stored);

    /// <summary>A service of the host.</summary>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>An id that is the same whenever this effect asks for its n-th one: a repeat makes no new ids.</summary>
    public Guid NewId(int n)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{EffectKey}#{n}"), hash);
        return new Guid(
            BinaryPrimitives.ReadInt32BigEndian(hash),
            BinaryPrimitives.ReadInt16BigEndian(hash[4..]),
            (short)((BinaryPrimitives.ReadInt16BigEndian(hash[6..]) & 0x0FFF) | 0x8000),
            (byte)((hash[8] & 0x3F) | 0x80),
            hash[9],
            hash[10],
            hash[11],
            hash[12],
            hash[13],
            hash[14],
            hash[15]);
    }
}
