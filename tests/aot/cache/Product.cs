namespace Seckill.Caching.Aot;

internal sealed record Product(int Id, string Title, decimal Price);
