namespace Seckill.Caching.Flights;

/// <summary>What the node knew before it began to read: what is read is as of this or later.</summary>
/// <param name="Epoch">The epoch of own copies.</param>
/// <param name="Generation">The generation under which a copy made from it is valid.</param>
/// <param name="TagStamp">The highest known place in the log of tags.</param>
/// <param name="Operation">The operation that reads.</param>
internal readonly record struct ReadPoint(int Epoch, long Generation, long TagStamp, OperationId Operation);
