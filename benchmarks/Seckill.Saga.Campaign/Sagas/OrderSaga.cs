using System.Globalization;
using Seckill.Sagas.Campaign.Effects;

namespace Seckill.Sagas.Campaign.Sagas;

/// <summary>Four guarded steps, each with its undo.</summary>
internal static class OrderSaga
{
    public const string Name = "order";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    public static SagaId IdOf(int number) => SagaId.Parse(string.Create(CultureInfo.InvariantCulture, $"order-{number:D8}"));

    public static int NumberOf(string id) => int.Parse(id.AsSpan("order-".Length), CultureInfo.InvariantCulture);

    public static OrderState NewState(int number) => new() { Number = number, Buyer = string.Create(CultureInfo.InvariantCulture, $"buyer-{number % 5000}") };

    public static SagaDefinition<OrderState> Define(EffectDesk desk)
    {
        SagaBuilder<OrderState> builder = Saga.Define(Name, version: 1, CampaignJson.Default.OrderState);
        for (var i = 1; i <= Plan.Steps; i++)
        {
            var step = i;
            builder = builder.Step($"step{step}", (s, c) => desk.ApplyAsync(s.Number, new Effect(step, EffectOperation.Action), c.EffectKey))
                .Guarded()
                .WithCompensation((s, c) => desk.ApplyAsync(s.Number, new Effect(step, EffectOperation.Undo), c.EffectKey))
                .WithRetry(static r => r.Max(2).Fixed(TimeSpan.FromMilliseconds(10)))
                .WithTimeout(s_patience);
        }

        return builder.Build();
    }
}
