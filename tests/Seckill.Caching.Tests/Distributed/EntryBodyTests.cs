using System.Buffers;
using Seckill.Caching.Distributed;

namespace Seckill.Caching.Tests.Distributed;

public sealed class EntryBodyTests
{
    [Fact]
    public void What_was_written_is_read()
    {
        var read = EntryBody.Read(Written());

        Assert.Equal(123_456_789_012, read.FreshForMs);
        Assert.Equal(1_794_355_200_000_001, read.TagStamp);
        Assert.Equal(["商品", ""], read.Tags);
        Assert.Equal("w/1", read.Validator);
        Assert.Equal([1, 2, 3], read.Payload.ToArray());
    }

    [Fact]
    public void Missing_validator_is_not_an_empty_one()
    {
        var writer = new ArrayBufferWriter<byte>();
        new EntryBody { FreshForMs = 1, TagStamp = 2, Tags = [] }.WriteHead(writer);
        var read = EntryBody.Read(writer.WrittenMemory);

        Assert.Null(read.Validator);
        Assert.Empty(read.Tags);
        Assert.True(read.Payload.IsEmpty);
    }

    [Fact]
    public void Bytes_that_are_cut_off_or_strange_are_refused_and_nothing_worse()
    {
        var whole = Written();
        for (var length = 0; length < whole.Length - 3; length++)
        {
            Assert.Throws<FormatException>(() => EntryBody.Read(whole.AsMemory(0, length)));
        }

        var random = new Random(3);
        for (var i = 0; i < 100_000; i++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            if (bytes.Length > 0 && i % 2 == 0)
            {
                bytes[0] = 1;
            }

            Assert.True(Record.Exception(() => EntryBody.Read(bytes)) is null or FormatException);
        }
    }

    private static byte[] Written()
    {
        var writer = new ArrayBufferWriter<byte>();
        new EntryBody { FreshForMs = 123_456_789_012, TagStamp = 1_794_355_200_000_001, Tags = ["商品", ""], Validator = "w/1" }.WriteHead(writer);
        writer.Write<byte>([1, 2, 3]);
        return writer.WrittenSpan.ToArray();
    }
}
