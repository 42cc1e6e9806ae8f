namespace Seckill.Sagas.Tests;

public sealed record Paid(string Transaction);
