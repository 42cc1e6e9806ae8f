using Seckill.Events;
using Seckill.Sagas.Campaign.Sagas;

namespace Seckill.Sagas.Campaign.Waiting;

/// <summary>A step, and a wait for a payment that does not come; the undo of the step shows how late the deadline was noticed.</summary>
internal static class WaitSaga
{
    public const string Name = "unpaid";

    private static readonly EventType<Payment> s_paid = new("PaymentEvent", CampaignJson.Default.Payment);

    public static SagaDefinition<OrderState> Define(LagWatch watch) => Saga.Define(Name, version: 1, CampaignJson.Default.OrderState)
        .Step("stock.deduct", static (_, _) => new(StepResult.Ok)).Guarded()
            .WithCompensation((state, context) =>
            {
                watch.Fell(context.Now - state.Deadline);
                return new(StepResult.Ok);
            })
        .WaitFor("payment", s_paid).Until(static state => state.Deadline)
        .Build();
}
