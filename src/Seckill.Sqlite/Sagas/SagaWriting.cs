using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sagas.Names;
using Seckill.Sqlite.Writing;

namespace Seckill.Sqlite.Sagas;

/// <summary>The sagas' part of the writing connection.</summary>
internal sealed class SagaWriting : IWritePart
{
    private readonly WriterNames _names;
    private readonly NameFolding _folding;

    public SagaWriting(StatementSource source, RecentNames recent, TimeProvider clock, DatabaseSettings settings)
    {
        _folding = new NameFolding(source, recent, settings.NamesInMemory);
        _names = new WriterNames(source, recent, _folding);
        Shards = new ShardRows(source, clock);
        Rows = new SagaRows(source, _names, Shards);
        Tidying = new SagaTidying(source, _names);
    }

    public IFolding Folding => _folding;

    public SagaRows Rows { get; }

    public ShardRows Shards { get; }

    public SagaTidying Tidying { get; }

    public void Begin(bool fileChanged)
    {
        _names.Begin(fileChanged);
        if (fileChanged)
        {
            Shards.Forget();
        }
    }

    public void SetSavepoint() => _names.SetSavepoint();

    public void RollbackToSavepoint()
    {
        _names.RollbackToSavepoint();
        Shards.Forget();
    }

    public void Committed()
    {
        _names.Committed();
        _folding.Committed();
    }

    public void RolledBack()
    {
        _folding.RolledBack();
        Shards.Forget();
    }
}
