using Seckill.Caching;

namespace Seckill.Testing.Caching;

internal sealed record InMemoryCacheLease(OperationId Operation, DateTimeOffset EndsAt, bool IsCooling);
