namespace Seckill.Sagas.Campaign.Waiting;

/// <summary>What a holder is told.</summary>
/// <param name="Folder">Where its file is.</param>
/// <param name="Count">Sagas to start; 0 to go on with those that are there.</param>
/// <param name="FirstDue">When the first of them falls due.</param>
/// <param name="Over">How long it takes until the last one has.</param>
/// <param name="Stays">Goes on until none is left; otherwise it ends once all of them wait.</param>
internal sealed record HoldOptions(string Folder, int Count, DateTimeOffset FirstDue, TimeSpan Over, bool Stays);
