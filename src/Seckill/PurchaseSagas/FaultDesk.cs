using Seckill.Sagas;

namespace Seckill.PurchaseSagas;

internal sealed class FaultDesk : IFaultDesk, ISagaStepInterceptor
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Step, string? Buyer), int> _left = [];
    private volatile bool _isArmed;

    public IReadOnlyList<string> Steps { get; } = [PurchaseSaga.CreateOrder, PurchaseSaga.Notify, PurchaseSaga.Sync, PurchaseSaga.TellBuyer];

    public bool IsArmed => _isArmed;

    public void Plan(string step, int failures, string? buyer)
    {
        lock (_lock)
        {
            _left[(step, buyer)] = failures;
            if (failures == 0)
            {
                _left.Remove((step, buyer));
            }

            _isArmed = _left.Count > 0;
        }
    }

    public bool TryIntercept(in SagaStepCall call, out StepResult result)
    {
        result = StepResult.Retry("a planned failure");
        return _isArmed
            && call is { Operation: EffectOperation.Action, State: PurchaseSagaState state }
            && (TryTake((call.Step, state.Buyer)) || TryTake((call.Step, null)));
    }

    private bool TryTake((string Step, string? Buyer) plan)
    {
        lock (_lock)
        {
            if (!_left.TryGetValue(plan, out var left))
            {
                return false;
            }

            Plan(plan.Step, left - 1, plan.Buyer);
            return true;
        }
    }
}
