using System.Threading.Channels;
using Seckill.Caching;

namespace Seckill.Testing.Caching;

/// <summary>Keeps the records it hears, for tests of logs.</summary>
public sealed class RecordingListener : ICacheLogListener
{
    private readonly List<CacheLogRecord> _skipped = [];
    private readonly Channel<CacheLogRecord> _records = Channel.CreateUnbounded<CacheLogRecord>();

    /// <inheritdoc />
    public void Received(CacheLogRecord record) => _records.Writer.TryWrite(record);

    /// <inheritdoc />
    public void LinkRestored()
    {
    }

    /// <summary>The next record about a text; records about others are kept for later.</summary>
    public async Task<CacheLogRecord> NextAsync(string text)
    {
        var known = _skipped.FindIndex(r => r.Text == text);
        if (known >= 0)
        {
            var kept = _skipped[known];
            _skipped.RemoveAt(known);
            return kept;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var record = await _records.Reader.ReadAsync(limit.Token).ConfigureAwait(false);
            if (record.Text == text)
            {
                return record;
            }

            _skipped.Add(record);
        }
    }

    /// <summary>Kind and sequence of the next records about a text.</summary>
    public async Task<IReadOnlyList<(CacheLogKind Kind, long Sequence)>> NextAsync(string text, int count)
    {
        var found = new List<(CacheLogKind, long)>();
        for (var i = 0; i < count; i++)
        {
            var record = await NextAsync(text).ConfigureAwait(false);
            found.Add((record.Kind, record.Sequence));
        }

        return found;
    }
}
