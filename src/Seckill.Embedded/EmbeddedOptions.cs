namespace Seckill.Embedded;

/// <summary>Where the embedded servers keep their data.</summary>
public sealed class EmbeddedOptions
{
    /// <summary>Folder for the ledger (<c>ledger.db</c>) and the stock engine (<c>stock/</c>); made when absent. Default: <c>data</c> below the working directory.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// Bound of the stock engine's memory, as a number with <c>m</c> or <c>g</c>. About 1 GB is used for a million purchases. Past the bound the engine
    /// forgets records silently; the suite then rebuilds from the ledger, at the cost of time. Default: <c>8g</c>.
    /// </summary>
    public string StockMemory { get; set; } = "8g";

    /// <summary>
    /// Megabytes of the stock engine's log, 128 or more, at which it is replaced by a copy of what the engine holds, as soon as it is quiet; at 16 times as
    /// much at once. The copy is written beside the purchases; one that comes in the midst of it may wait about 0.2 s for a million of purchases
    /// in its sale. Default: 256, about a million purchases.
    /// </summary>
    public int StockLogMegabytes { get; set; } = 256;
}
