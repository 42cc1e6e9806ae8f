using System.Diagnostics;
using Seckill.Rehearsal.Api;

namespace Seckill.Rehearsal.Crowd;

/// <summary>Counts answers by kind.</summary>
internal sealed class AnswerTally
{
    private static readonly AnswerKind[] Kinds = Enum.GetValues<AnswerKind>();

    private readonly long[] _counts = new long[Kinds.Length];

    private long _last;

    public long this[AnswerKind kind] => Interlocked.Read(ref _counts[(int)kind]);

    /// <summary>All of them, lost ones left out.</summary>
    public long Answers => Kinds.Where(kind => kind != AnswerKind.Lost).Sum(kind => this[kind]);

    /// <summary>When the last one came, as a Stopwatch time stamp; 0 when none has.</summary>
    public long Last => Volatile.Read(ref _last);

    public void Add(AnswerKind kind)
    {
        Interlocked.Increment(ref _counts[(int)kind]);
        Volatile.Write(ref _last, Stopwatch.GetTimestamp());
    }

    public IEnumerable<(AnswerKind Kind, long Count)> Seen() => Kinds.Select(kind => (kind, this[kind])).Where(pair => pair.Item2 > 0);
}
