using System.Globalization;
using System.Text;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Writes one request, well-formed as HTTP whatever it says.</summary>
internal sealed class RequestText
{
    private readonly StringBuilder _head = new();
    private byte[] _body = [];
    private bool _hasBody;

    public RequestText(FuzzWorld world, string method, string path) =>
        _head.Append(CultureInfo.InvariantCulture, $"{method} {path} HTTP/1.1\r\nHost: {world.Authority}\r\n");

    public RequestText As(string token) => Header("Authorization", $"Bearer {token}");

    public RequestText Header(string name, string value)
    {
        _head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return this;
    }

    public RequestText Json(string body) => Json(Encoding.UTF8.GetBytes(body));

    public RequestText Json(byte[] body) => Header("Content-Type", "application/json").Body(body);

    public RequestText Body(byte[] body)
    {
        (_body, _hasBody) = (body, true);
        return this;
    }

    public byte[] ToBytes()
    {
        if (_hasBody)
        {
            Header("Content-Length", _body.Length.ToString(CultureInfo.InvariantCulture));
        }

        return [.. Encoding.ASCII.GetBytes(_head.Append("\r\n").ToString()), .. _body];
    }
}
