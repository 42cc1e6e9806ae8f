namespace Seckill.Sagas.Engine;

/// <summary>What became of mail for a saga.</summary>
internal enum DeliveryKind
{
    Answered,
    NotFound,
    UnknownDefinition,

    /// <summary>No room, no shard, stopping, or too much going on: try again.</summary>
    Rejected,
}
