using System.Net.Sockets;
using System.Text;
using Seckill.Rehearsal.Http;

namespace Seckill.Rehearsal.Api;

/// <summary>What buyers call. A call that gets no answer returns <see cref="AnswerKind.Lost"/>, it does not throw.</summary>
internal sealed class BuyerApi(HttpPool pool, HostAddress host)
{
    private readonly byte[] _hostAndToken = Encoding.ASCII.GetBytes($" HTTP/1.1\r\nHost: {host.Authority}\r\nAuthorization: Bearer ");

    /// <summary>Buys and waits for the answer.</summary>
    public async ValueTask<Reply> PurchaseAsync(string sale, byte[] token, string key, int quantity)
    {
        var connection = await pool.RentAsync();
        WritePurchase(connection.Request, sale, token, key, quantity);
        return await ExchangeAsync(connection);
    }

    /// <summary>Asks to buy and drops the connection at once; false when not even that could be sent.</summary>
    public async ValueTask<bool> PurchaseAndVanishAsync(string sale, byte[] token, string key, int quantity)
    {
        var connection = await pool.RentAsync();
        try
        {
            WritePurchase(connection.Request, sale, token, key, quantity);
            await connection.SendAndVanishAsync();
            return true;
        }
        catch (Exception e) when (IsLoss(e))
        {
            return false;
        }
        finally
        {
            pool.Return(connection);
        }
    }

    /// <summary>Looks at a sale, as a page that is open before it does.</summary>
    public ValueTask<Reply> LookAsync(string sale, byte[] token) => CallAsync("GET /api/sales/", sale, "", token);

    public ValueTask<Reply> FindAsync(byte[] token, string purchase) => CallAsync("GET /api/purchases/", purchase, "", token);

    public ValueTask<Reply> CancelAsync(byte[] token, string order) => CallAsync("POST /api/orders/", order, "/cancel", token);

    /// <summary>Pays through the host's demo gateway.</summary>
    public ValueTask<Reply> PayAsync(byte[] token, string order) => CallAsync("POST /api/orders/", order, "/pay", token);

    /// <summary>Brings a gateway's notice.</summary>
    public async ValueTask<Reply> NotifyAsync(PaymentNotice notice)
    {
        var connection = await pool.RentAsync();
        notice.Write(connection.Request, host.Authority);
        return await ExchangeAsync(connection);
    }

    /// <summary>True for what a lost connection throws.</summary>
    public static bool IsLoss(Exception e) => e is SocketException or IOException or HttpFormatException;

    private async ValueTask<Reply> CallAsync(string start, string id, string end, byte[] token)
    {
        var connection = await pool.RentAsync();
        connection.Request.Add(start).Add(id).Add(end).Add(_hostAndToken).Add(token);
        connection.Request.Add(start[0] == 'P' ? "\r\nContent-Length: 0\r\n\r\n"u8 : "\r\n\r\n"u8);
        return await ExchangeAsync(connection);
    }

    private void WritePurchase(RequestBuffer request, string sale, byte[] token, string key, int quantity)
    {
        request.Add("POST /api/sales/"u8).Add(sale).Add("/purchases"u8).Add(_hostAndToken).Add(token);
        request.Add("\r\nIdempotency-Key: "u8).Add(key).Add("\r\nContent-Type: application/json\r\nContent-Length: "u8);
        request.Add(13 + DigitsOf(quantity)).Add("\r\n\r\n{\"quantity\":"u8).Add(quantity).Add("}"u8);
    }

    // The rest of the body, {"quantity":}, is 13 bytes long.
    private static int DigitsOf(int number) => number < 10 ? 1 : 1 + DigitsOf(number / 10);

    private async ValueTask<Reply> ExchangeAsync(HttpConnection connection)
    {
        try
        {
            return ReplyReader.Read(await connection.ExchangeAsync());
        }
        catch (Exception e) when (IsLoss(e))
        {
            return ReplyReader.Lost(e);
        }
        finally
        {
            pool.Return(connection);
        }
    }
}
