namespace Seckill.Caching.Local;

/// <summary>
/// Stands for an operation that will end with a write to the Local tier. While it is registered it collects what is heard about its key, so that a value
/// read before a change is never stored after it. Its fields are changed under the lock of its stripe.
/// </summary>
internal abstract class KeyWatch(string key, OperationId operation)
{
    public readonly string Key = key;

    public readonly OperationId Operation = operation;

    /// <summary>The highest version heard of for the key; older ones are not stored.</summary>
    public long Floor;

    /// <summary>Somebody else changed the key since the operation began to read.</summary>
    public bool IsOvertaken;

    /// <summary>The key was changed under a version that is not known: nothing that the shared tier held before may be stored.</summary>
    public bool IsShut;

    public KeyWatch? Next;

    public KeyWatch? Previous;

    /// <summary>Counts what was heard about the key.</summary>
    public int Signals;

    /// <summary>Completed by the next signal, when somebody waits for it.</summary>
    public TaskCompletionSource? Waiting;
}
