using Microsoft.AspNetCore.Http.HttpResults;

namespace Seckill.Speed.Reference;

/// <summary>An answer of the size and shape of a taken purchase, with nothing behind it.</summary>
internal sealed record Answer(string ReservationId, string Status, string OrderId, DateTimeOffset PayBefore, decimal Amount, string Currency)
{
    private const string SampleId = "AAAAAQAAAAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private static readonly DateTimeOffset s_payBefore = new(2030, 1, 31, 20, 0, 0, 123, TimeSpan.Zero);

    public static Created<Answer> To(Wish wish) =>
        TypedResults.Created((string?)null, new Answer(SampleId, "pendingPayment", SampleId, s_payBefore, 99.00m * wish.Quantity, "CNY"));
}
