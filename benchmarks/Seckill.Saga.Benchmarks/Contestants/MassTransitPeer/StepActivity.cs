using MassTransit;

namespace Seckill.Sagas.Benchmarks.Contestants.MassTransitPeer;

/// <summary>A step and its compensation.</summary>
public sealed class StepActivity : IActivity<StepArguments, StepLog>
{
    public Task<ExecutionResult> Execute(ExecuteContext<StepArguments> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Task.FromResult(context.Completed(new StepLog { Order = context.Arguments.Order }));
    }

    public Task<CompensationResult> Compensate(CompensateContext<StepLog> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Task.FromResult(context.Compensated());
    }
}
