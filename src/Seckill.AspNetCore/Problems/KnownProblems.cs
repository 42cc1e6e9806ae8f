using Microsoft.AspNetCore.Http;

namespace Seckill.AspNetCore.Problems;

/// <summary>Every refusal that the contract names.</summary>
internal static class KnownProblems
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);

    public static readonly Problem InvalidRequest = new(400, "invalid-request", "The request is not valid.");
    public static readonly Problem Unauthorized = new(401, "unauthorized", "A valid token is needed.");
    public static readonly Problem InvalidSignature = new(401, "invalid-signature", "The signature is missing, wrong or too old.");
    public static readonly Problem Forbidden = new(403, "forbidden", "This caller may not do that.");
    public static readonly Problem NotFound = new(404, "not-found", "There is nothing at this address.");
    public static readonly Problem SaleNotFound = new(404, "sale-not-found", "There is no such sale.");
    public static readonly Problem PurchaseNotFound = new(404, "purchase-not-found", "The caller has no such purchase.");
    public static readonly Problem OrderNotFound = new(404, "order-not-found", "There is no such order.");
    public static readonly Problem ProviderNotFound = new(404, "provider-not-found", "There is no such payment provider.");
    public static readonly Problem MethodNotAllowed = new(405, "method-not-allowed", "The address does not know this method.");
    public static readonly Problem RequestTimeout = new(408, "request-timeout", "The request did not arrive in time.");
    public static readonly Problem SoldOut = new(409, "sold-out", "Fewer units are left than were asked for.");
    public static readonly Problem LimitReached = new(409, "limit-reached", "The buyer would hold more than the limit.");
    public static readonly Problem Paused = new(409, "paused", "The sale is paused.");
    public static readonly Problem NotStarted = new(409, "not-started", "The sale has not begun.", s_soon);
    public static readonly Problem IdempotencyConflict = new(409, "idempotency-conflict", "The key was used for another request.");
    public static readonly Problem AlreadyPaid = new(409, "already-paid", "The order is paid.");
    public static readonly Problem VersionConflict = new(409, "version-conflict", "The sale was changed by somebody else.");
    public static readonly Problem InvalidTransition = new(409, "invalid-transition", "The sale's state does not allow that.");
    public static readonly Problem InventoryShort = new(409, "inventory-short", "The product's inventory has fewer free units.");
    public static readonly Problem StockCommitted = new(409, "stock-committed", "The units are committed or in line.");
    public static readonly Problem RefusedInLine = new(409, "refused", "The purchase was refused in line.");
    public static readonly Problem Ended = new(410, "ended", "The sale is over.");
    public static readonly Problem PayloadTooLarge = new(413, "payload-too-large", "The body is larger than 16 KiB.");
    public static readonly Problem UnsupportedMediaType = new(415, "unsupported-media-type", "The body must be application/json.");
    public static readonly Problem WrongAmount = new(422, "wrong-amount", "Amount or currency are not the order's.");
    public static readonly Problem RateLimited = new(429, "rate-limited", "Too many requests by this buyer.", s_soon);
    public static readonly Problem Unavailable = new(503, "unavailable", "It is not known what became of the request; repeat it as it was.", s_soon);

    /// <summary>The problem for an answer that carries a status and nothing else.</summary>
    public static Problem ForStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => InvalidRequest,
        StatusCodes.Status401Unauthorized => Unauthorized,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status408RequestTimeout => RequestTimeout,
        StatusCodes.Status413PayloadTooLarge => PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => RateLimited,
        >= 500 => Unavailable,
        _ => new Problem(status, "http-" + status.ToString(System.Globalization.CultureInfo.InvariantCulture), "The request was refused."),
    };
}
