using Seckill.Sagas.Campaign.Working;

namespace Seckill.Sagas.Campaign.Kill;

/// <summary>What came of a cycle.</summary>
/// <param name="Kills">How often the process was killed.</param>
/// <param name="InFlight">Sagas that the last kill left unfinished.</param>
/// <param name="Last">What the last life says of itself.</param>
/// <param name="Broken">Everything that is not as it must be.</param>
internal sealed record CycleResult(int Kills, long InFlight, WorkNote Last, IReadOnlyList<string> Broken);
