namespace Seckill.Sessions;

/// <summary>What is known of a session's id.</summary>
/// <param name="IsKnown">False when the shared tier gave no answer: the id may be good all the same.</param>
/// <param name="Session">The session; null when there is none, or when that is not known.</param>
public readonly record struct SessionLookup(bool IsKnown, OperatorSession? Session)
{
    /// <summary>There is no such session, or not any more.</summary>
    public static SessionLookup None { get; } = new(true, null);

    /// <summary>It is not known whether there is one.</summary>
    public static SessionLookup Unknown { get; }
}
