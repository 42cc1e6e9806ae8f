namespace Seckill.Sqlite.Writing;

/// <summary>One call that changes something: run within a transaction, answered after its commit.</summary>
internal interface IWriteItem
{
    /// <summary>How much of a transaction's room it takes; rows, roughly.</summary>
    int Weight { get; }

    /// <summary>Makes the change and keeps the answer back. Called again when a neighbour made the transaction roll back.</summary>
    void Execute(WriteSession session);

    /// <summary>Gives the caller the answer: the change is durable.</summary>
    void Complete();

    /// <summary>Tells the caller that the change was not made, or that nobody knows.</summary>
    void Fail(Exception exception);
}
