using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Runs;

/// <summary>
/// Drives a saga until it leaves memory. It does what an async method would, the flow of the starter's context included, but serves one saga after
/// another without an object for each.
/// </summary>
internal sealed class RunLoop<TState>
    where TState : class
{
    private static readonly ContextCallback s_begin = static loop => ((RunLoop<TState>)loop!).BeginHere();
    private static readonly ContextCallback s_goOn = static loop => ((RunLoop<TState>)loop!).GoOnHere();

    private readonly SagaRun<TState> _run;
    private readonly Action _goOn;
    private ConfiguredValueTaskAwaitable<Next>.ConfiguredValueTaskAwaiter _advancing;
    private ConfiguredValueTaskAwaitable<SagaCommitOutcome>.ConfiguredValueTaskAwaiter _sending;
    private ExecutionContext? _flow;
    private Activity? _span;
    private bool _isSending;

    public RunLoop(SagaRun<TState> run) => (_run, _goOn) = (run, GoOn);

    public void Begin() => Run(ExecutionContext.Capture(), s_begin);

    private void GoOn() => Run(_flow, s_goOn);

    private void Run(ExecutionContext? flow, ContextCallback what)
    {
        if (flow is null)
        {
            what(this);
        }
        else
        {
            ExecutionContext.Run(flow, what, this);
        }
    }

    private void BeginHere() => Drive(isBegun: false);

    private void GoOnHere() => Drive(isBegun: true);

    private void Drive(bool isBegun)
    {
        try
        {
            _span = isBegun ? _span : SagaTracing.StartStretch(_run.Definition, _run.Id, _run.Journal.TraceParent);
            if (TryDrive(isBegun) is { } last)
            {
                // It may serve another saga as soon as it is finished, and a listener of the span may throw.
                TakeSpan()?.Dispose();
                _run.Finish(last);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Fail(fault);
        }
    }

    private void Fail(Exception fault)
    {
        try
        {
            using var span = TakeSpan();
            _run.Runtime.Endings.Fault(_run, fault);
        }
        catch (Exception second) when (second is not OutOfMemoryException)
        {
            // A logger that throws must not end the process: it is reported as an unobserved task's exception is.
            _ = Task.FromException(second);
        }
    }

    /// <returns>Null when it goes on later, perhaps at this very moment: nothing may be touched then.</returns>
    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "Each awaiter is asked for its result once, as an async method would.")]
    private Next? TryDrive(bool isBegun)
    {
        var next = !isBegun ? Next.Go : _isSending ? _run.TakeIn(_sending.GetResult()) : _advancing.GetResult();
        var isTakenIn = isBegun && _isSending;
        while (true)
        {
            if (next == Next.Commit && !isTakenIn)
            {
                var sending = _run.Journal.SendAsync().ConfigureAwait(false).GetAwaiter();
                if (!sending.IsCompleted)
                {
                    (_isSending, _sending) = (true, sending);
                    _flow = ExecutionContext.Capture();
                    sending.UnsafeOnCompleted(_goOn);
                    return null;
                }

                next = _run.TakeIn(sending.GetResult());
            }

            if (next is not (Next.Go or Next.Commit) && (next != Next.Leave || _run.TryLeave()))
            {
                return next;
            }

            isTakenIn = false;
            var advancing = _run.AdvanceAsync().ConfigureAwait(false).GetAwaiter();
            if (!advancing.IsCompleted)
            {
                (_isSending, _advancing) = (false, advancing);
                _flow = ExecutionContext.Capture();
                advancing.UnsafeOnCompleted(_goOn);
                return null;
            }

            next = advancing.GetResult();
        }
    }

    private Activity? TakeSpan()
    {
        var span = _span;
        (_span, _flow) = (null, null);
        return span;
    }
}
