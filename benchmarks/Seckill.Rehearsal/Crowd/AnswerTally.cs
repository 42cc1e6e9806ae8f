using Seckill.Rehearsal.Api;

namespace Seckill.Rehearsal.Crowd;

/// <summary>Counts answers by kind.</summary>
internal sealed class AnswerTally
{
    private static readonly AnswerKind[] Kinds = Enum.GetValues<AnswerKind>();

    private readonly long[] _counts = new long[Kinds.Length];

    public long this[AnswerKind kind] => Interlocked.Read(ref _counts[(int)kind]);

    /// <summary>All of them, lost ones left out.</summary>
    public long Answers => Kinds.Where(kind => kind != AnswerKind.Lost).Sum(kind => this[kind]);

    public void Add(AnswerKind kind) => Interlocked.Increment(ref _counts[(int)kind]);

    public IEnumerable<(AnswerKind Kind, long Count)> Seen() => Kinds.Select(kind => (kind, this[kind])).Where(pair => pair.Item2 > 0);
}
