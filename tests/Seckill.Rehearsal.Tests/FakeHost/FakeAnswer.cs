namespace Seckill.Rehearsal.Tests.FakeHost;

/// <summary>What the fake shop says: a purchase, or the code of a refusal.</summary>
public readonly record struct FakeAnswer(int Status, string? Code = null, FakePurchase? Purchase = null);
