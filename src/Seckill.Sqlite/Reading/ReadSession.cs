using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sagas;
using Seckill.Sqlite.Schema;

namespace Seckill.Sqlite.Reading;

/// <summary>A reading connection with everything that is prepared on it, part by part as it is first used. One caller has it at a time.</summary>
internal sealed class ReadSession(StatementSource source, NewestRows newest) : IDisposable
{
    private LedgerReading? _ledger;
    private SagaReading? _sagas;

    /// <summary>Orders and all that belongs to them.</summary>
    /// <exception cref="InvalidOperationException">The file has no ledger, or one of another schema.</exception>
    public LedgerReading Ledger
    {
        get
        {
            if (_ledger is null)
            {
                source.Require(SchemaComponent.Ledger);
                _ledger = new LedgerReading(source, newest.Orders);
            }

            return _ledger;
        }
    }

    /// <summary>Sagas.</summary>
    /// <exception cref="InvalidOperationException">The file has no saga store, or one of another schema.</exception>
    public SagaReading Sagas
    {
        get
        {
            if (_sagas is null)
            {
                source.Require(SchemaComponent.Sagas);
                _sagas = new SagaReading(source, newest.Sagas);
            }

            return _sagas;
        }
    }

    public void Dispose() => source.Dispose();
}
