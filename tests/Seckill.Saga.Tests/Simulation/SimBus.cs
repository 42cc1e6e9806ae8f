using Seckill.Events;
using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>The bus as one process reaches it.</summary>
internal sealed class SimBus(BusJournal journal, SimOwner owner, FaultPoints points) : IEventBus
{
    public async ValueTask PublishAsync(ReadOnlyMemory<EventMessage> messages, CancellationToken cancellationToken = default)
    {
        await points.PassAsync(owner, "dispatch before", mayLose: true);
        foreach (var message in messages.ToArray())
        {
            journal.Deliver(message);
        }

        await points.PassAsync(owner, "dispatch after", mayLose: true);
    }

    public IDisposable Subscribe(string type, Func<EventMessage, CancellationToken, ValueTask> handler) => throw new NotSupportedException();
}
