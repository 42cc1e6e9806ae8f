namespace Seckill.Sagas;

/// <summary>
/// May answer in a step's place, so that failures can be watched: in development and in tests. Register any number of them as services;
/// the first that answers wins, and the step's own code is not called.
/// </summary>
public interface ISagaStepInterceptor
{
    /// <summary>False while it would let every step go ahead: then it costs nothing. Default: true.</summary>
    bool IsArmed => true;

    /// <summary>Answers in the step's place; false lets the step go ahead. Called for every try of every instance, so it must be quick.</summary>
    bool TryIntercept(in SagaStepCall call, out StepResult result);
}
