using Seckill.Sagas.Benchmarks.Logs;
using Seckill.Sagas.Benchmarks.Orders;

namespace Seckill.Sagas.Benchmarks.Contestants;

/// <summary>
/// No engine at all: for each saga two records of the engine's size, one after the other, each awaited until it is on the disk. What a store could
/// reach at the most on this machine.
/// </summary>
internal sealed class RawLogContestant(Func<GroupCommitLog> open) : Contestant
{
    private readonly byte[] _record = SagaRecordFormat.ToBytes(OrderSaga.TypicalRecord());
    private GroupCommitLog? _log;

    public override Task InitializeAsync()
    {
        _log = open();
        return Task.CompletedTask;
    }

    public override async ValueTask StartAsync(long number)
    {
        await _log!.AppendAsync(_record).ConfigureAwait(false);
        _ = EndAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_log is not null)
        {
            await _log.DisposeAsync();
        }
    }

    private async Task EndAsync()
    {
        await _log!.AppendAsync(_record).ConfigureAwait(false);
        Ended();
    }
}
