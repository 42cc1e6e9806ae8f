namespace Seckill.Speed.Scripts;

/// <summary>A segment of script calls that can be run again and again: afterwards the server is put back as it was.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Calls">The calls, each as the bytes to send.</param>
/// <param name="LinesPerReply">Lines of one good reply.</param>
/// <param name="BuyersPerCall">Wishes in one call.</param>
/// <param name="Restore">Commands that undo the segment, each answered in one line.</param>
internal sealed record Load(string Name, IReadOnlyList<byte[]> Calls, int LinesPerReply, int BuyersPerCall, IReadOnlyList<byte[]> Restore);
