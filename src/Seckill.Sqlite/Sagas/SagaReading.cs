using Seckill.Sagas;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sagas.Names;

namespace Seckill.Sqlite.Sagas;

/// <summary>The sagas' part of a reading connection.</summary>
internal sealed class SagaReading
{
    private readonly ReaderNames _names;
    private readonly Statement _read;
    private readonly Statement _shards;

    public SagaReading(StatementSource source, RecentNames recent)
    {
        _names = new ReaderNames(source, recent);
        _read = source.Prepare(SagaSql.Read);
        _shards = source.Prepare(ShardSql.List);
        Claims = new SagaClaims(source, id => FindWithRow(id).Row);
        Lists = new SagaLists(source);
    }

    public SagaClaims Claims { get; }

    public SagaLists Lists { get; }

    public SagaRecord? Find(SagaId id) => FindWithRow(id).Record;

    public SagaRecord? Find(string definition, string key) => Candidates(key)
        .Where(found => found.Record.CorrelationKey == key && found.Record.Definition == definition)
        .OrderByDescending(static found => (!found.Record.Status.IsEnded(), found.Row))
        .FirstOrDefault()
        .Record;

    public IReadOnlyList<ShardLease> ListShards(DateTimeOffset now) => _shards.Bind(now.UtcTicks)
        .All(static row => new ShardLease(row.Int(0), row.Text(1), row.Long(2), new DateTimeOffset(row.Long(3), TimeSpan.Zero)));

    private (SagaRecord? Record, long? Row) FindWithRow(SagaId id)
    {
        foreach (var (record, row) in Candidates(id.Value))
        {
            if (record.Id == id)
            {
                return (record, row);
            }
        }

        return default;
    }

    private IEnumerable<(SagaRecord Record, long Row)> Candidates(string name)
    {
        foreach (var row in _names.Find(NameHash.Of(name)))
        {
            if (_read.Bind(row).First(static found => SagaRecordFormat.Read(found.Bytes(0))) is { } record)
            {
                yield return (record, row);
            }
        }
    }
}
