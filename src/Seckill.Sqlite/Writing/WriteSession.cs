using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sagas;
using Seckill.Sqlite.Schema;

namespace Seckill.Sqlite.Writing;

/// <summary>
/// The writing connection with everything that is prepared on it, part by part as it is first used, so that a file may have only some of
/// the tables. Only the writer's thread touches it.
/// </summary>
internal sealed class WriteSession : IDisposable
{
    private readonly StatementSource _source;
    private readonly NewestRows _newest;
    private readonly TimeProvider _clock;
    private readonly DatabaseSettings _settings;
    private readonly DataVersion _dataVersion;
    private readonly List<IWritePart> _parts = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _savepoint;
    private readonly Statement _release;
    private readonly Statement _rollbackToSavepoint;
    private LedgerWriting? _ledger;
    private SagaWriting? _sagas;

    public WriteSession(StatementSource source, NewestRows newest, TimeProvider clock, DatabaseSettings settings)
    {
        (_source, _newest, _clock, _settings) = (source, newest, clock, settings);
        _begin = source.Prepare("BEGIN IMMEDIATE");
        _commit = source.Prepare("COMMIT");
        _rollback = source.Prepare("ROLLBACK");
        _savepoint = source.Prepare("SAVEPOINT item");
        _release = source.Prepare("RELEASE item");
        _rollbackToSavepoint = source.Prepare("ROLLBACK TO item");
        _dataVersion = new DataVersion(source);
    }

    /// <summary>Orders and all that belongs to them.</summary>
    /// <exception cref="InvalidOperationException">The file has no ledger, or one of another schema.</exception>
    public LedgerWriting Ledger => _ledger ??= Join(SchemaComponent.Ledger, () => new LedgerWriting(_source, _newest.Orders, _clock, _settings));

    /// <summary>Sagas, so that their records can be written in the transaction of what they are about.</summary>
    /// <exception cref="InvalidOperationException">The file has no saga store, or one of another schema.</exception>
    public SagaWriting Sagas => _sagas ??= Join(SchemaComponent.Sagas, () => new SagaWriting(_source, _newest.Sagas, _clock, _settings));

    /// <summary>The parts that have been used so far.</summary>
    public IReadOnlyList<IWritePart> Parts => _parts;

    /// <summary>False when the transaction was ended by a grave fault.</summary>
    public bool InTransaction => !_source.IsAutocommit;

    public void Begin()
    {
        _begin.Run();
        var fileChanged = _dataVersion.HasChanged();
        foreach (var part in _parts)
        {
            part.Begin(fileChanged);
        }
    }

    public void Commit()
    {
        _commit.Run();
        foreach (var part in _parts)
        {
            part.Committed();
        }
    }

    /// <summary>Pages that went to the log since it was asked last.</summary>
    public int TakePagesWritten() => _source.TakePagesWritten();

    /// <summary>Copies the rest of the log into the file.</summary>
    public void Checkpoint() => _source.Checkpoint();

    public void SetSavepoint()
    {
        foreach (var part in _parts)
        {
            part.SetSavepoint();
        }

        _savepoint.Run();
    }

    public void ReleaseSavepoint() => _release.Run();

    public void RollbackToSavepoint()
    {
        foreach (var part in _parts)
        {
            part.RollbackToSavepoint();
        }

        _rollbackToSavepoint.Run();
        _release.Run();
    }

    public void Rollback()
    {
        foreach (var part in _parts)
        {
            part.RolledBack();
        }

        if (InTransaction)
        {
            _rollback.Run();
        }
    }

    public void Dispose() => _source.Dispose();

    // A part is first used in the midst of a transaction, which so far has nothing of it.
    private TPart Join<TPart>(SchemaComponent component, Func<TPart> create)
        where TPart : IWritePart
    {
        _source.Require(component);
        var part = create();
        part.Begin(fileChanged: true);
        _parts.Add(part);
        return part;
    }
}
