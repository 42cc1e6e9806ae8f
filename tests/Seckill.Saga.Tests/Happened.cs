namespace Seckill.Sagas.Tests;

public sealed record Happened(string What);
