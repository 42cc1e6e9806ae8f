namespace Seckill.Rehearsal.Tests.FakeHost;

/// <summary>What is wrong with a fake host.</summary>
[Flags]
public enum Bug
{
    None = 0,

    /// <summary>Sells one unit more than there is.</summary>
    OversellsByOne = 1 << 0,

    /// <summary>Forgets one order after it was answered.</summary>
    LosesAnOrder = 1 << 1,

    /// <summary>Makes a second order when a key is repeated, and answers with it.</summary>
    AnswersRepeatWithNewOrder = 1 << 2,

    /// <summary>Makes a second order when a key is repeated, and answers with the first.</summary>
    HidesSecondOrder = 1 << 3,

    /// <summary>Does not look at the limit.</summary>
    IgnoresLimit = 1 << 4,

    /// <summary>Tells one loser 500.</summary>
    Tells500 = 1 << 5,

    /// <summary>Does not sell one cancelled unit again.</summary>
    StrandsUnit = 1 << 6,

    /// <summary>Lets the place in line grow.</summary>
    GrowsPosition = 1 << 7,

    /// <summary>Never serves one ticket.</summary>
    ForgetsTicket = 1 << 8,

    /// <summary>Refuses a repeated key once the sale is sold out, paused or over.</summary>
    GateBeforeKeys = 1 << 9,

    /// <summary>Answers a late payment as paid although the order is cancelled.</summary>
    PaysCancelled = 1 << 10,

    /// <summary>Answers a repeated transaction otherwise.</summary>
    ChangesOutcome = 1 << 11,

    /// <summary>Answers errors as plain text.</summary>
    PlainErrors = 1 << 12,

    /// <summary>Fails on a body that is not JSON.</summary>
    CrashesOnBadBody = 1 << 13,

    /// <summary>Takes a purchase without a valid quantity for one unit.</summary>
    TakesBadQuantity = 1 << 14,

    /// <summary>Loses the newest orders when it is killed.</summary>
    LosesOrdersWhenKilled = 1 << 15,

    /// <summary>Loses a unit when it is killed.</summary>
    StrandsUnitWhenKilled = 1 << 16,

    /// <summary>Takes 200 ms for a purchase.</summary>
    Slow = 1 << 17,

    /// <summary>Says sold-out to somebody while there is stock.</summary>
    RefusesFalsely = 1 << 18,

    /// <summary>Answers paid and does not keep it.</summary>
    ForgetsPayment = 1 << 19,

    /// <summary>Repeats a purchase also for another quantity.</summary>
    IgnoresQuantityOfKey = 1 << 20,

    /// <summary>Hangs up on a purchase without a good key.</summary>
    HangsOnBadKey = 1 << 21,

    /// <summary>Forgets the keys of cancelled orders.</summary>
    ForgetsCancelledKeys = 1 << 22,

    /// <summary>Gives no tickets, however many come.</summary>
    NeverQueues = 1 << 23,

    /// <summary>Goes on giving tickets once it has begun.</summary>
    StaysQueued = 1 << 24,

    /// <summary>Loses a ticket when it changes over.</summary>
    LosesTicketOnSwitch = 1 << 25,

    /// <summary>Does not end what is not paid in time.</summary>
    NeverExpires = 1 << 26,

    /// <summary>Ends what is not paid in time 2 s too late.</summary>
    ExpiresLate = 1 << 27,

    /// <summary>Ends what is not paid 1 s too early.</summary>
    ExpiresEarly = 1 << 28,
}
