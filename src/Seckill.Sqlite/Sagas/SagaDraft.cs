using Seckill.Sagas;

namespace Seckill.Sqlite.Sagas;

/// <summary>A record on its way into the file, with all that can be made ready before it is the writer's turn.</summary>
/// <param name="Record">The record.</param>
/// <param name="Data">Its bytes.</param>
/// <param name="IdHash">The hash of its id.</param>
/// <param name="KeyHash">The hash of its correlation key; 0 when it has none.</param>
internal readonly record struct SagaDraft(SagaRecord Record, ReadOnlyMemory<byte> Data, long IdHash, long KeyHash)
{
    /// <summary>True when it has a key that is not found under its id's name.</summary>
    public bool HasNameOfItsOwn => Record.CorrelationKey is { } key && key != Record.Id.Value;
}
