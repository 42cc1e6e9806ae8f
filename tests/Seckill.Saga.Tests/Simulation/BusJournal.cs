using System.Text;
using Seckill.Events;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>What the bus delivered.</summary>
internal sealed class BusJournal(Ledger ledger)
{
    public Dictionary<string, string> Delivered { get; } = [];

    public List<string> Violations { get; } = [];

    public void Deliver(EventMessage message)
    {
        var payload = Encoding.UTF8.GetString(message.Payload.Span);
        if (!Delivered.TryAdd(message.Id, payload) && Delivered[message.Id] != payload)
        {
            Violations.Add($"(h) event {message.Id} was published with two contents: {Delivered[message.Id]} and {payload}");
        }

        if (!ledger.DurableEvents.Contains(message.Id))
        {
            Violations.Add($"(h) event {message.Id} was published before any durable record had it");
        }
    }
}
