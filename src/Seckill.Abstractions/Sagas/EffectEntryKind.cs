namespace Seckill.Sagas;

/// <summary>What a guard says to an effect that wants to begin.</summary>
public enum EffectEntryKind
{
    /// <summary>It is new: apply it and record its result, in this transaction.</summary>
    Proceed = 1,

    /// <summary>It was recorded before: answer what was recorded, apply nothing.</summary>
    Duplicate = 2,

    /// <summary>An undo whose action never took effect: nothing to undo, and a tombstone now keeps the action from coming late.</summary>
    NothingToUndo = 3,

    /// <summary>An action that comes after its undo: apply nothing.</summary>
    Refused = 4,
}
