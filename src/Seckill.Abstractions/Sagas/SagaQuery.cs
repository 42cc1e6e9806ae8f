namespace Seckill.Sagas;

/// <summary>What an operator looks for. What is null is not looked at.</summary>
public sealed record SagaQuery
{
    /// <summary>Only sagas in this status.</summary>
    public SagaStatus? Status { get; init; }

    /// <summary>Only sagas of this definition.</summary>
    public string? Definition { get; init; }

    /// <summary>Only sagas whose last record is not younger than this.</summary>
    public DateTimeOffset? NotUpdatedSince { get; init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Records on a page, 1 to 1,000. Default: 50.</summary>
    public int PageSize { get; init; } = 50;
}
