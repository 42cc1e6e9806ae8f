using Seckill.Sagas;

namespace Seckill.AspNetCore.Sagas;

/// <summary>A saga in a list.</summary>
internal sealed record SagaView(
    string Id,
    string Definition,
    int Version,
    string State,
    string Step,
    int Attempt,
    string? Reason,
    DateTimeOffset? Deadline,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static SagaView Of(SagaRecord record) => new(
        record.Id.Value,
        record.Definition,
        record.Version,
        SagaNames.Of(record.Status),
        record.StepName,
        record.Attempt,
        record.Reason,
        record.Status == SagaStatus.Waiting ? record.Deadline : null,
        record.CreatedAt,
        record.UpdatedAt);
}
