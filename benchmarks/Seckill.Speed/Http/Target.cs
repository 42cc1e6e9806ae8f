namespace Seckill.Speed.Http;

/// <summary>An address under load and the one answer that it may give.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Address">Where purchases are posted.</param>
/// <param name="Status">The status that every answer must have.</param>
/// <param name="Text">What every answer's body must hold.</param>
internal sealed record Target(string Name, Uri Address, int Status, string Text)
{
    public static Target Taken(string name, Uri address) => new(name, address, 201, "\"status\":\"pendingPayment\"");

    public static Target Ticket(string name, Uri address) => new(name, address, 202, "\"status\":\"queued\"");

    public static Target SoldOut(string name, Uri address) => new(name, address, 409, "\"code\":\"sold-out\"");
}
