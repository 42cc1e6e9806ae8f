using Seckill.Sagas;
using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Testing.Sagas.Kit;

/// <summary>Lets a process die at the first thing that it does behind a step that was planned for that.</summary>
internal sealed class ScenarioDeaths(List<string> planned, Action died)
{
    private string? _next;

    /// <summary>Notes a call of a step's own code.</summary>
    public void Called(in SagaStepCall call) =>
        _next = call.Operation == EffectOperation.Action && planned.Contains(call.Step) ? call.Step : _next;

    /// <summary>True when the process is dead, now or before.</summary>
    public bool Strikes(SimOwner owner)
    {
        if (!owner.IsDead && _next is not null)
        {
            planned.Remove(_next);
            _next = null;
            owner.IsDead = true;
            died();
        }

        return owner.IsDead;
    }
}
