using System.Buffers;
using Seckill.Sagas;

namespace Seckill.Sqlite.Sagas;

/// <summary>The records of one call, made ready on the caller's thread, so that the only writer has less to do.</summary>
internal sealed class SagaBatch
{
    private readonly SagaDraft[] _drafts;

    private SagaBatch(SagaDraft[] drafts) => _drafts = drafts;

    public int Count => _drafts.Length;

    public ref readonly SagaDraft this[int index] => ref _drafts[index];

    public static SagaBatch Of(ReadOnlySpan<SagaRecord> records)
    {
        var buffer = new ArrayBufferWriter<byte>(records.Length * 320);
        var drafts = new SagaDraft[records.Length];
        var ends = new int[records.Length];
        for (var i = 0; i < records.Length; i++)
        {
            SagaRecordFormat.Write(records[i], buffer);
            ends[i] = buffer.WrittenCount;
        }

        // The buffer may have moved while it grew.
        var bytes = buffer.WrittenMemory;
        for (var i = 0; i < records.Length; i++)
        {
            var start = i == 0 ? 0 : ends[i - 1];
            drafts[i] = new SagaDraft(records[i], bytes[start..ends[i]]);
        }

        return new SagaBatch(drafts);
    }
}
