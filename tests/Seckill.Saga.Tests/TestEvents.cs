using Seckill.Events;

namespace Seckill.Sagas.Tests;

internal static class TestEvents
{
    public static EventType<Paid> Paid { get; } = new("PaidEvent", TestJson.Default.Paid);

    public static EventType<Happened> Happened { get; } = new("HappenedEvent", TestJson.Default.Happened);
}
