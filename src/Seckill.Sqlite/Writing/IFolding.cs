namespace Seckill.Sqlite.Writing;

/// <summary>Moves what is indexed in memory into the indexes of the file, slice by slice.</summary>
internal interface IFolding
{
    /// <summary>True when there is something to move.</summary>
    bool IsWanted { get; }

    /// <summary>True when it cannot wait for a quiet time.</summary>
    bool IsPressing { get; }

    /// <summary>Moves the next entries within the caller's transaction. Sorting is done beside it, so the first slices of a sweep may be empty.</summary>
    void FoldSlice(int entries);

    /// <summary>Waits until the slices have something to move.</summary>
    void WaitUntilSorted();
}
