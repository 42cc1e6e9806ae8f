namespace Seckill.Rehearsal.Cli;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    public const int Held = 0;
    public const int LawBroken = 1;
    public const int NotPlayed = 2;
}
