using Seckill.Sagas;

namespace Seckill.Testing.Sagas.Kit;

/// <summary>An answer in a step's place.</summary>
internal sealed class ScenarioFault(string step, EffectOperation operation, int times, StepResult result)
{
    private int _left = times;

    public StepResult Result => result;

    /// <summary>True when the fault is for this try; uses it up.</summary>
    public bool Takes(in SagaStepCall call)
    {
        var isMine = _left > 0 && call.Step == step && call.Operation == operation;
        _left -= isMine ? 1 : 0;
        return isMine;
    }
}
