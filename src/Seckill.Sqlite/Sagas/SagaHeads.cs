using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sagas.Names;

namespace Seckill.Sqlite.Sagas;

/// <summary>Finds stored records for the writer.</summary>
internal sealed class SagaHeads(StatementSource source, WriterNames names)
{
    private readonly Statement _head = source.Prepare(SagaSql.Head);

    public SagaHead? FindById(string id, long hash)
    {
        foreach (var row in names.InMemory(hash))
        {
            if (Read(row) is { } head && head.Id == id)
            {
                return head;
            }
        }

        foreach (var row in names.InFile(hash))
        {
            if (Read(row) is { } head && head.Id == id)
            {
                return head;
            }
        }

        return null;
    }

    /// <summary>All sagas of a definition that have or had the key.</summary>
    public List<SagaHead> FindByKey(string definition, string key, long hash)
    {
        var found = new List<SagaHead>();
        foreach (var row in names.InMemory(hash).Concat(names.InFile(hash)).Distinct())
        {
            if (Read(row) is { } head && head.Key == key && head.Definition == definition)
            {
                found.Add(head);
            }
        }

        return found;
    }

    private SagaHead? Read(long row) => _head.Bind(row).First(SagaHead.From);
}
