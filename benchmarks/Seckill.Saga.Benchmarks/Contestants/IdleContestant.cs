using Seckill.Sagas.Benchmarks.Orders;

namespace Seckill.Sagas.Benchmarks.Contestants;

/// <summary>
/// Nobody: every saga has ended when it is started. What the load generator takes itself, with the id and the state that it makes for each saga.
/// </summary>
internal sealed class IdleContestant : Contestant
{
    private OrderState? _last;
    private SagaId _id;

    public override Task InitializeAsync() => Task.CompletedTask;

    public override ValueTask StartAsync(long number)
    {
        (_id, _last) = (SagaId.Parse(SeckillContestant.RandomId()), OrderSaga.NewState(number));
        Ended();
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
