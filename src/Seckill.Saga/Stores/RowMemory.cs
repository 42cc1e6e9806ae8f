namespace Seckill.Sagas.Stores;

/// <summary>
/// Memory for the bytes of rows, cut from large arrays: rows live long and come by the hundred thousand, and the collector would find and move
/// each one's array again and again.
/// </summary>
internal sealed class RowMemory
{
    private const int Grain = 32;
    private const int FirstArray = 2048;

    // Below the size from which arrays are collected with the oldest objects only.
    private const int LargestArray = 64 * 1024;
    private const int LargestBlock = 4096;

    private readonly Stack<RowBlock>?[] _free = new Stack<RowBlock>?[(LargestBlock / Grain) + 1];
    private byte[] _array = [];
    private int _used;

    /// <summary>Gives a block of at least this length; what is in it is not said.</summary>
    public RowBlock Rent(int length)
    {
        if (length > LargestBlock)
        {
            return new RowBlock(new byte[length], 0, length);
        }

        var grains = (length + Grain - 1) / Grain;
        return _free[grains] is { Count: > 0 } free ? free.Pop() : Cut(grains * Grain);
    }

    /// <summary>Takes back a block that nobody reads any more.</summary>
    public void Return(RowBlock block)
    {
        if (block.Capacity is > 0 and <= LargestBlock)
        {
            (_free[block.Capacity / Grain] ??= new Stack<RowBlock>()).Push(block);
        }
    }

    private RowBlock Cut(int capacity)
    {
        if (_array.Length - _used < capacity)
        {
            var rest = (_array.Length - _used) / Grain * Grain;
            Return(new RowBlock(_array, _used, Math.Min(rest, LargestBlock)));
            _array = GC.AllocateUninitializedArray<byte>(Math.Clamp(_array.Length * 2, Math.Max(FirstArray, capacity), LargestArray));
            _used = 0;
        }

        var block = new RowBlock(_array, _used, capacity);
        _used += capacity;
        return block;
    }
}
