namespace Seckill.Sagas.Tests.Docs;

public sealed record TripPaid(string Transaction);
