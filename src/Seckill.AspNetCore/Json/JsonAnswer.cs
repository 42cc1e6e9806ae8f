using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Seckill.AspNetCore.Json;

/// <summary>A buffer with a JSON writer on it, kept for the next answer. Rent it, write, then send or return it exactly once.</summary>
internal sealed class JsonAnswer
{
    private const int KeepUpTo = 64 * 1024;

    [ThreadStatic]
    private static JsonAnswer? t_kept;

    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    private JsonAnswer() => Writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    public Utf8JsonWriter Writer { get; }

    public static JsonAnswer Rent()
    {
        var answer = t_kept ?? new JsonAnswer();
        t_kept = null;
        return answer;
    }

    public static Task SendAsync<T>(HttpContext context, int status, T value, JsonTypeInfo<T> type)
    {
        var answer = Rent();
        JsonSerializer.Serialize(answer.Writer, value, type);
        return answer.SendAsync(context, status);
    }

    public static byte[] ToBytes<T>(T value, JsonTypeInfo<T> type)
    {
        var answer = Rent();
        JsonSerializer.Serialize(answer.Writer, value, type);
        return answer.ToArrayAndReturn();
    }

    public Task SendAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return SendAsync(context.Response);
    }

    /// <summary>Sends what was written under the status and content type that are set.</summary>
    public async Task SendAsync(HttpResponse response)
    {
        Writer.Flush();
        response.ContentLength = _buffer.WrittenCount;
        await response.Body.WriteAsync(_buffer.WrittenMemory, CancellationToken.None).ConfigureAwait(false);
        Return();
    }

    public byte[] ToArrayAndReturn()
    {
        Writer.Flush();
        var bytes = _buffer.WrittenSpan.ToArray();
        Return();
        return bytes;
    }

    private void Return()
    {
        if (_buffer.Capacity <= KeepUpTo)
        {
            _buffer.ResetWrittenCount();
            Writer.Reset();
            t_kept = this;
        }
    }
}
