using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sagas.Names;

namespace Seckill.Sqlite.Sagas;

/// <summary>Forgets sagas that ended long ago.</summary>
internal sealed class SagaTidying(StatementSource source, WriterNames names)
{
    private readonly Statement _list = source.Prepare(SagaSql.ListEnded);
    private readonly Statement _delete = source.Prepare(SagaSql.Delete);

    public int DeleteEnded(DateTimeOffset updatedBefore, int max)
    {
        var ended = _list.Bind(updatedBefore.UtcTicks).Bind(max).All(SagaHead.From);
        var gone = new List<(long Hash, long Row)>(ended.Count * 2);
        foreach (var saga in ended)
        {
            _delete.Bind(saga.Row).Run();
            gone.Add((NameHash.Of(saga.Id), saga.Row));
            if (saga.Key is { } key && key != saga.Id)
            {
                gone.Add((NameHash.Of(key), saga.Row));
            }
        }

        // In the order of the index, so that names on one page go together.
        gone.Sort();
        gone.ForEach(name => names.Remove(name.Hash, name.Row));
        return ended.Count;
    }
}
