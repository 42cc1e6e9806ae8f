using System.Text;
using Seckill.Rehearsal.Http;

namespace Seckill.Rehearsal.Api;

/// <summary>Reads what the host answered to a buyer.</summary>
internal static class ReplyReader
{
    public static Reply Read(in HttpAnswer answer)
    {
        var fields = new ReplyFields();
        var readable = fields.TryRead(answer.Body);
        var kind = KindOf(answer.Status, fields, readable);
        return new Reply
        {
            Kind = kind,
            Status = answer.Status,
            ReservationId = fields.ReservationId,
            OrderId = fields.OrderId,
            State = answer.Status < 400 ? fields.Status : null,
            Reason = fields.Code ?? fields.Reason,
            Outcome = fields.Outcome,
            Position = fields.Position,
            EstimatedWaitMs = fields.EstimatedWaitMs,
            PayBefore = fields.PayBefore,
            Amount = fields.Amount,
            RetryAfter = answer.Status >= 400 ? RetryAfterOf(answer) : null,
            Text = kind == AnswerKind.Unexpected ? TextOf(answer.Body) : null,
        };
    }

    public static Reply Lost(Exception reason) => new() { Kind = AnswerKind.Lost, Text = $"{reason.GetType().Name}: {reason.Message}" };

    private static AnswerKind KindOf(int status, ReplyFields fields, bool readable) => (status, fields.Code) switch
    {
        _ when !readable => AnswerKind.Unexpected,
        (200 or 204, _) => AnswerKind.Found,
        (201, _) when fields.ReservationId is not null && fields.OrderId is not null => AnswerKind.Ordered,
        (202, _) when fields.ReservationId is not null => AnswerKind.Queued,
        (409, not null) when fields.ReservationId is not null => AnswerKind.RefusedInLine,
        (409, "sold-out") => AnswerKind.SoldOut,
        (409, "limit-reached") => AnswerKind.LimitReached,
        (409, "paused") => AnswerKind.Paused,
        (409, "not-started") => AnswerKind.NotStarted,
        (409, "idempotency-conflict") => AnswerKind.KeyConflict,
        (409, "already-paid") => AnswerKind.AlreadyPaid,
        (410, "ended") => AnswerKind.Ended,
        (404, not null) => AnswerKind.NotFound,
        (400, "invalid-request") => AnswerKind.Invalid,
        (401, _) => AnswerKind.Unauthorized,
        (429, "rate-limited") => AnswerKind.RateLimited,
        (503, "unavailable") => AnswerKind.Unavailable,
        _ => AnswerKind.Unexpected,
    };

    private static TimeSpan? RetryAfterOf(in HttpAnswer answer) =>
        answer.TryHeader("retry-after"u8, out var value) && int.TryParse(value, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private static string TextOf(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, 200)]);
}
