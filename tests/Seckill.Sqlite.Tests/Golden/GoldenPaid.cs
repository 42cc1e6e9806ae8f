namespace Seckill.Sqlite.Tests.Golden;

public sealed record GoldenPaid(string Transaction);
