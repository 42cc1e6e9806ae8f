using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Hosting;

/// <summary>What a campaign plays on.</summary>
/// <param name="Address">The host.</param>
/// <param name="Control">The host's process; null when it is somebody else's.</param>
/// <param name="Report">Takes figures and laws.</param>
/// <param name="Output">Takes progress.</param>
internal sealed record Stage(HostAddress Address, IHostControl? Control, Report Report, TextWriter Output)
{
    /// <summary>The campaign's dice, from the report's seed.</summary>
    public Random Dice { get; } = new(Report.Seed);

    /// <summary>A prefix for buyers that runs with other seeds do not have.</summary>
    public string NewPrefix(string kind) => FormattableString.Invariant($"{kind}-{Dice.Next():x8}-");
}
