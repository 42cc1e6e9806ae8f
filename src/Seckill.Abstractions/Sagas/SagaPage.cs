namespace Seckill.Sagas;

/// <summary>A page of records for operators.</summary>
/// <param name="Records">The records, newest start first.</param>
/// <param name="HasMore">Whether there is a next page.</param>
public sealed record SagaPage(IReadOnlyList<SagaRecord> Records, bool HasMore);
