namespace Seckill.Caching.Lab.Caches;

/// <summary>The ids that exist: 0 up to a number.</summary>
internal sealed class LabIds(int count) : IKeyIdSource
{
    public async IAsyncEnumerable<string> ReadIdsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await Task.CompletedTask;
    }
}
