using System.Net.Sockets;
using System.Text;
using Seckill.Rehearsal.Http;

namespace Seckill.Rehearsal.Tests.Http;

public sealed class HttpConnectionTests
{
    [Fact]
    public async Task Reads_a_body_of_known_length_and_keeps_the_connection()
    {
        await using var server = new ScriptedServer(
            hangUp: false,
            ["HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"],
            ["HTTP/1.1 409 Conflict\r\nRetry-After: 3\r\ncontent-length: 2\r\n\r\nno"]);
        using var connection = new HttpConnection(server.Address);

        Assert.Equal((200, "hello"), await GetAsync(connection));
        Assert.Equal((409, "no"), await GetAsync(connection));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Reads_a_body_that_comes_byte_by_byte()
    {
        string[] bytes = [.. "HTTP/1.1 201 Created\r\nContent-Length: 11\r\n\r\nhello world".Select(c => c.ToString())];
        await using var server = new ScriptedServer(hangUp: false, bytes);
        using var connection = new HttpConnection(server.Address);

        Assert.Equal((201, "hello world"), await GetAsync(connection));
    }

    [Fact]
    public async Task Reads_chunks_whatever_way_they_are_cut()
    {
        const string Answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n1\r\n \r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
        for (var cut = 1; cut < Answer.Length; cut++)
        {
            await using var server = new ScriptedServer(hangUp: false, [Answer[..cut], Answer[cut..]]);
            using var connection = new HttpConnection(server.Address);

            Assert.Equal((200, "hello 0123456789"), await GetAsync(connection));
        }
    }

    [Fact]
    public async Task Reads_a_body_that_ends_with_the_connection()
    {
        await using var server = new ScriptedServer(hangUp: true, ["HTTP/1.1 200 OK\r\n\r\nall there is"]);
        using var connection = new HttpConnection(server.Address);

        Assert.Equal((200, "all there is"), await GetAsync(connection));
    }

    [Fact]
    public async Task Opens_a_new_connection_after_a_close()
    {
        await using var server = new ScriptedServer(
            hangUp: true,
            ["HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na"],
            ["HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nb"]);
        using var connection = new HttpConnection(server.Address);

        Assert.Equal((200, "a"), await GetAsync(connection));
        Assert.Equal((200, "b"), await GetAsync(connection));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Passes_over_interim_answers()
    {
        await using var server = new ScriptedServer(hangUp: false, ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n"]);
        using var connection = new HttpConnection(server.Address);

        Assert.Equal((204, ""), await GetAsync(connection));
    }

    [Fact]
    public async Task An_answer_to_head_has_no_body()
    {
        await using var server = new ScriptedServer(hangUp: false, ["HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"]);
        using var connection = new HttpConnection(server.Address);
        connection.Request.Add("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");

        var answer = await connection.ExchangeAsync(bodiless: true);

        Assert.Equal(0, answer.Body.Length);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\ncut")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")]
    [InlineData("HTTP/1.1 200 O")]
    [InlineData("")]
    public async Task An_answer_that_is_cut_off_is_a_loss(string answer)
    {
        await using var server = new ScriptedServer(hangUp: true, [answer]);
        using var connection = new HttpConnection(server.Address);

        await Assert.ThrowsAsync<IOException>(() => GetAsync(connection));
    }

    [Theory]
    [InlineData("SMTP ready\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\ntoo much")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n")]
    public async Task An_answer_that_is_not_http_is_named_so(string answer)
    {
        await using var server = new ScriptedServer(hangUp: false, [answer]);
        using var connection = new HttpConnection(server.Address);

        await Assert.ThrowsAsync<HttpFormatException>(() => GetAsync(connection));
    }

    [Fact]
    public async Task Closing_ends_an_exchange_under_way()
    {
        await using var server = new ScriptedServer(hangUp: false, ["HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nnever whole"]);
        using var connection = new HttpConnection(server.Address);
        var exchange = GetAsync(connection);
        while (server.Requests.Count == 0)
        {
            await Task.Yield();
        }

        connection.Close();

        var failure = await Record.ExceptionAsync(() => exchange);
        Assert.True(failure is IOException or SocketException, failure?.ToString());
    }

    [Fact]
    public async Task Gives_headers_without_regard_to_case()
    {
        await using var server = new ScriptedServer(hangUp: false, ["HTTP/1.1 429 X\r\nRETRY-after:  7 \r\nContent-Length: 0\r\n\r\n"]);
        using var connection = new HttpConnection(server.Address);
        connection.Request.Add("GET / HTTP/1.1\r\n\r\n");

        var answer = await connection.ExchangeAsync();

        Assert.True(answer.TryHeader("retry-after"u8, out var value));
        Assert.Equal("7", Encoding.ASCII.GetString(value));
        Assert.False(answer.TryHeader("location"u8, out _));
    }

    private static async Task<(int Status, string Body)> GetAsync(HttpConnection connection)
    {
        connection.Request.Add("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        var answer = await connection.ExchangeAsync();
        return (answer.Status, Encoding.ASCII.GetString(answer.Body));
    }
}
