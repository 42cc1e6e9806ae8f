using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Problems;

namespace Seckill.AspNetCore.Json;

/// <summary>The whole body of a JSON request, at most 16 KiB, still in the pipe's own memory; call <see cref="Release"/> after reading.</summary>
internal readonly struct RawBody
{
    public const int MaxBytes = 16 * 1024;

    private readonly PipeReader? _reader;

    private RawBody(Problem? refusal, PipeReader? reader, ReadOnlySequence<byte> bytes)
    {
        Refusal = refusal;
        _reader = reader;
        Bytes = bytes;
    }

    /// <summary>Why there is no body to read; null when there is one.</summary>
    public Problem? Refusal { get; }

    public ReadOnlySequence<byte> Bytes { get; }

    public void Release() => _reader?.AdvanceTo(Bytes.End);

    public static async ValueTask<RawBody> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentType != "application/json" && !request.HasJsonContentType())
        {
            return new RawBody(KnownProblems.UnsupportedMediaType, null, default);
        }

        if (request.ContentLength > MaxBytes)
        {
            return new RawBody(KnownProblems.PayloadTooLarge, null, default);
        }

        var reader = request.BodyReader;
        while (true)
        {
            var result = await ReadAsync(reader, context).ConfigureAwait(false);
            var bytes = result.Buffer;
            if (bytes.Length > MaxBytes)
            {
                reader.AdvanceTo(bytes.End);
                return new RawBody(KnownProblems.PayloadTooLarge, null, default);
            }

            if (result.IsCompleted)
            {
                return new RawBody(null, reader, bytes);
            }

            reader.AdvanceTo(bytes.Start, bytes.End);
        }
    }

    // The server tells some malformed bodies, such as a chunk size beyond all numbers, as a plain I/O fault.
    private static async ValueTask<ReadResult> ReadAsync(PipeReader reader, HttpContext context)
    {
        try
        {
            return await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException e) when (e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The body cannot be read.", StatusCodes.Status400BadRequest, e);
        }
    }
}
