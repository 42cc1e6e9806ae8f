using Seckill.Sagas;
using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Testing.Sagas.Kit;

/// <summary>Sees every try of one process, and answers those that are planned to go wrong.</summary>
internal sealed class ScenarioInterceptor(ScenarioPlan plan, ScenarioDeaths deaths, List<SagaStepCall> calls) : ISagaStepInterceptor
{
    /// <summary>The process, once it is made.</summary>
    public SimOwner? Owner { get; set; }

    public bool TryIntercept(in SagaStepCall call, out StepResult result)
    {
        if (deaths.Strikes(Owner!))
        {
            // Nothing of a dead process reaches the store any more; this ends its try without a further call of the user's code.
            result = StepResult.Unknown("the process is dead");
            return true;
        }

        calls.Add(call);
        foreach (var fault in plan.Faults)
        {
            if (fault.Takes(call))
            {
                result = fault.Result;
                return true;
            }
        }

        deaths.Called(call);
        result = default;
        return false;
    }
}
