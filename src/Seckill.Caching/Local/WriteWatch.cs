namespace Seckill.Caching.Local;

/// <summary>The watch of a write, or of a read without a load.</summary>
internal sealed class WriteWatch(string key, OperationId operation) : KeyWatch(key, operation);
