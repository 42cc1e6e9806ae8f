namespace Seckill.Sagas.Runs;

/// <summary>Where a saga in memory is.</summary>
internal struct Progress
{
    public SagaStatus Status;
    public SagaStatus? ParkedFrom;
    public int Step;
    public int Attempt;
    public ulong Done;
    public ulong Unknown;
    public bool PastPivot;
    public DateTimeOffset? Deadline;

    /// <summary>When it is to be tried again; null when it is at work.</summary>
    public DateTimeOffset? RestsUntil;

    public string? Reason;

    public static Progress From(SagaRecord record) => new()
    {
        Status = record.Status,
        ParkedFrom = record.ParkedFrom,
        Step = record.Step,
        Attempt = record.Attempt,
        Done = record.Done,
        Unknown = record.Unknown,
        PastPivot = record.PastPivot,
        Deadline = record.Deadline,
        RestsUntil = record.Status is SagaStatus.Running or SagaStatus.Compensating ? record.DueAt : null,
        Reason = record.Reason,
    };
}
