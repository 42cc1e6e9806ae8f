using System.Runtime.CompilerServices;

namespace Seckill.Caching.Tests.Guards;

/// <summary>The ids that exist, as a source lists them.</summary>
internal sealed class Ids(string[] ids, Action? beforeEnd = null) : IKeyIdSource
{
    public async IAsyncEnumerable<string> ReadIdsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var id in ids)
        {
            yield return id;
        }

        beforeEnd?.Invoke();
        await Task.CompletedTask;
    }
}
