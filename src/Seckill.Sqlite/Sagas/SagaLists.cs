using Seckill.Sagas;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Reading;

namespace Seckill.Sqlite.Sagas;

/// <summary>What operators look at.</summary>
internal sealed class SagaLists(StatementSource source)
{
    private readonly Statement _list = source.Prepare(SagaSql.List);
    private readonly Statement _listRare = source.Prepare(SagaSql.ListRare);
    private readonly Statement _highestShard = source.Prepare(SagaSql.HighestShard);
    private readonly Statement _count = source.Prepare(SagaSql.Count);

    public SagaPage Query(SagaQuery query)
    {
        var paging = new Paging(query.Page, query.PageSize);
        var list = query.Status is SagaStatus.Compensating or SagaStatus.Compensated or SagaStatus.Parked ? _listRare : _list;
        var records = list
            .Bind(query.Definition, query.Definition is not null)
            .Bind((long?)query.Status)
            .Bind(query.NotUpdatedSince?.UtcTicks)
            .Bind(paging.Size + 1)
            .Bind(paging.Offset)
            .All(static row => SagaRecordFormat.Read(row.Bytes(0)));
        return new SagaPage(records.Take(paging.Size).ToList(), records.Count > paging.Size);
    }

    public int? HighestShard() => (int?)_highestShard.Number();

    public IReadOnlyList<SagaCount> Count() =>
        _count.All(static row => new SagaCount(row.Text(0), (SagaStatus)row.Int(1), row.Long(2)));
}
