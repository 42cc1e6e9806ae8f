namespace Seckill.Sqlite.Writing;

/// <summary>A call as a function of the session and its argument. It may run twice, so it must keep no state that outlives a rollback.</summary>
internal sealed class WriteItem<TArgument, TResult>(Func<WriteSession, TArgument, TResult> work, TArgument argument, int weight)
    : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously), IWriteItem
{
    private TResult? _result;

    public int Weight => weight;

    public void Execute(WriteSession session) => _result = work(session, argument);

    public void Complete() => TrySetResult(_result!);

    public void Fail(Exception exception) => TrySetException(exception);
}
