namespace Seckill.Sqlite.Writing;

/// <summary>What a part of the suite has prepared on the writing connection, and what it keeps in memory along with the transactions.</summary>
internal interface IWritePart
{
    IFolding Folding { get; }

    /// <summary>Called within a new transaction.</summary>
    /// <param name="fileChanged">True when another connection may have written since the last one.</param>
    void Begin(bool fileChanged);

    void SetSavepoint();

    void RollbackToSavepoint();

    /// <summary>The transaction is durable.</summary>
    void Committed();

    /// <summary>The transaction is undone.</summary>
    void RolledBack();
}
