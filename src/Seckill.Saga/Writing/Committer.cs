using System.Buffers;
using Microsoft.Extensions.Logging;
using Seckill.Sagas.Telemetry;
using Seckill.Sagas.Working;

namespace Seckill.Sagas.Writing;

/// <summary>
/// Takes records to the store, as many in one call as gathered while the last one was in flight. A call without an answer is repeated with the
/// same records until there is one: unknown is not failed.
/// </summary>
internal sealed class Committer
{
    private const int FailuresBeforeAlone = 3;
    private static readonly int s_groups = 2 * Environment.ProcessorCount;
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    private readonly ISagaStore _store;
    private readonly WorkQueue _work;
    private readonly TimeProvider _time;
    private readonly SagaMetrics _metrics;
    private readonly ILogger _logger;
    private readonly Batcher<CommitSlot> _batcher;
    private Exception? _closed;

    public Committer(ISagaStore store, WorkQueue work, TimeProvider time, CommitOptions options, SagaMetrics metrics, ILogger logger)
    {
        (_store, _work, _time, _metrics, _logger) = (store, work, time, metrics, logger);
        _batcher = new Batcher<CommitSlot>(work, options.MaxBatch, options.Lanes, CommitAsync);
    }

    public CommitSlot NewSlot() => new(this, _work);

    public void Add(CommitSlot slot)
    {
        if (_closed is { } reason)
        {
            slot.Fault(reason);
        }
        else
        {
            _batcher.Add(slot);
        }
    }

    /// <summary>Ends the repeating: whatever has no answer from here on gets none.</summary>
    public void Close(Exception reason) => _closed = reason;

    private async ValueTask CommitAsync(CommitSlot[] slots, int count)
    {
        // One that failed several times in company goes alone, so that a record the store cannot bear holds up nobody else.
        var alone = 0;
        for (var i = 0; i < count; i++)
        {
            if (slots[i].Failures >= FailuresBeforeAlone)
            {
                await SendAsync([slots[i]], 1).ConfigureAwait(false);
                alone++;
            }
            else
            {
                slots[i - alone] = slots[i];
            }
        }

        if (count > alone)
        {
            await SendAsync(slots, count - alone).ConfigureAwait(false);
        }
    }

    private async ValueTask SendAsync(CommitSlot[] slots, int count)
    {
        var records = ArrayPool<SagaRecord>.Shared.Rent(count);
        var sent = 0;
        for (var i = 0; i < count; i++)
        {
            if (slots[i].Take() is { } record)
            {
                slots[sent] = slots[i];
                records[sent++] = record;
            }
        }

        if (sent == 0)
        {
            ArrayPool<SagaRecord>.Shared.Return(records);
            return;
        }

        var outcomes = ArrayPool<SagaCommitOutcome>.Shared.Rent(sent);
        outcomes.AsSpan(0, sent).Clear();
        var started = _metrics.StartCommit(_time);
        try
        {
            await _store.CommitAsync(records.AsMemory(0, sent), outcomes.AsMemory(0, sent)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Somebody may still be reading the records, or about to write outcomes: neither array is used again.
            Log.CommitUnanswered(_logger, sent, fault);
            for (var i = 0; i < sent; i++)
            {
                Repeat(slots[i], fault);
            }

            return;
        }

        _metrics.Committed(sent, started, _time);

        // Once it has answered, the store has given back what was lent to it.
        records.AsSpan(0, sent).Clear();
        ArrayPool<SagaRecord>.Shared.Return(records);
        Answer(slots.AsSpan(0, sent), outcomes.AsSpan(0, sent));
        ArrayPool<SagaCommitOutcome>.Shared.Return(outcomes);
    }

    // Each going on is short, and a work item of its own costs as much again: they go in small groups.
    private void Answer(Span<CommitSlot> slots, ReadOnlySpan<SagaCommitOutcome> outcomes)
    {
        var size = Math.Clamp(slots.Length / s_groups, 1, ResumeGroup.MaxSize);
        ResumeGroup? group = null;
        for (var i = 0; i < slots.Length; i++)
        {
            if (!Complete(slots[i], outcomes[i]))
            {
                continue;
            }

            if (size == 1)
            {
                _work.Add(slots[i]);
                continue;
            }

            group ??= new ResumeGroup(size);
            if (group.Add(slots[i]))
            {
                _work.Add(group);
                group = null;
            }
        }

        if (group is not null)
        {
            _work.Add(group);
        }
    }

    /// <returns>True when somebody awaits it.</returns>
    private bool Complete(CommitSlot slot, SagaCommitOutcome outcome)
    {
        if (outcome == SagaCommitOutcome.None)
        {
            Repeat(slot, new InvalidOperationException("The store gave no outcome for a record."));
            return false;
        }

        if (outcome == SagaCommitOutcome.Fenced)
        {
            _metrics.Fenced();
        }

        return slot.Complete(outcome);
    }

    private void Repeat(CommitSlot slot, Exception fault)
    {
        if (_closed is not null)
        {
            slot.Fault(fault);
            return;
        }

        slot.NoteFailure();
        var pause = s_firstPause * Math.Pow(2, Math.Min(slot.Failures - 1, 10));
        _ = RepeatAsync(slot, pause < s_longestPause ? pause : s_longestPause);
    }

    private async Task RepeatAsync(CommitSlot slot, TimeSpan pause)
    {
        await Task.Delay(pause, _time).ConfigureAwait(false);
        Add(slot);
    }
}
