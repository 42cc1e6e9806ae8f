namespace Seckill.Sagas.Stores;

/// <summary>Finds rows by correlation key: the unfinished one, else the one started last.</summary>
internal sealed class KeyIndex
{
    private readonly Dictionary<(string Definition, string Key), SagaRow> _holders = [];

    public SagaRow? Find(string definition, string key) => _holders.GetValueOrDefault((definition, key));

    public bool IsFree(SagaRecord record) =>
        record.CorrelationKey is not { } key
        || !_holders.TryGetValue((record.Definition, key), out var holder)
        || holder.Id == record.Id
        || holder.Status.IsEnded();

    /// <summary>Takes the key for a row. A holder that is not this row has ended: it shows again when this one goes.</summary>
    public void Add(SagaRow row)
    {
        if (row.Key is not { } key)
        {
            return;
        }

        var holder = Find(row.Definition, key);
        if (holder == row || (holder is not null && row.Status.IsEnded() && holder.CreatedAt > row.CreatedAt))
        {
            return;
        }

        row.Shadowed = holder;
        _holders[(row.Definition, key)] = row;
    }

    public void Remove(SagaRow row)
    {
        if (row.Shadowed is { IsGone: true })
        {
            row.Shadowed = null;
        }

        if (row.Key is not { } key || Find(row.Definition, key) != row)
        {
            return;
        }

        _holders.Remove((row.Definition, key));
        var shadowed = row.Shadowed;
        while (shadowed is not null && (shadowed.IsGone || shadowed.Key != key))
        {
            shadowed = shadowed.Shadowed;
        }

        if (shadowed is not null)
        {
            _holders[(row.Definition, key)] = shadowed;
        }

        row.Shadowed = null;
    }
}
