using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Seckill.Sagas.Benchmarks.Logs;

/// <summary>A plain file: length and bytes, one write and one flush to the disk for each batch.</summary>
internal sealed class FileLog : GroupCommitLog
{
    private readonly SafeFileHandle _file;
    private readonly ArrayBufferWriter<byte> _batch = new(1 << 20);
    private long _length;

    public FileLog(string path)
    {
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        Start();
    }

    protected override void Append(ReadOnlySpan<byte> record)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_batch.GetSpan(sizeof(int)), record.Length);
        _batch.Advance(sizeof(int));
        _batch.Write(record);
    }

    protected override void Flush()
    {
        RandomAccess.Write(_file, _batch.WrittenSpan, _length);
        RandomAccess.FlushToDisk(_file);
        _length += _batch.WrittenCount;
        _batch.ResetWrittenCount();
    }

    protected override void Close() => _file.Dispose();
}
