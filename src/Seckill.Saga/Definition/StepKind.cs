namespace Seckill.Sagas;

/// <summary>What a node of a definition is.</summary>
internal enum StepKind
{
    Step,
    Pivot,
    Retriable,
    Wait,
    AfterCompensation,
}
