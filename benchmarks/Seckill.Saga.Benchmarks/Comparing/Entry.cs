namespace Seckill.Sagas.Benchmarks.Comparing;

/// <summary>A contestant's part in a table: how much it is given to do.</summary>
/// <param name="Contestant">Its name.</param>
/// <param name="Sagas">Sagas that are measured in a round; slow ones get fewer, so that a round takes seconds.</param>
/// <param name="WarmUp">Sagas before them.</param>
/// <param name="Pace">Starts in a second; 0 for as fast as they end.</param>
internal sealed record Entry(string Contestant, long Sagas, long WarmUp, double Pace = 0);
