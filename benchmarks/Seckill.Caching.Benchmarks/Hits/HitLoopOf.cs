using System.Runtime.CompilerServices;

namespace Seckill.Caching.Benchmarks.Hits;

internal sealed class HitLoopOf<THit>(string name, THit hit) : HitLoop(name)
    where THit : struct, IHit
{
    private THit _hit = hit;

    [MethodImpl(MethodImplOptions.NoInlining)]
    protected override void Run(int times)
    {
        for (var i = 0; i < times; i++)
        {
            if (!_hit.Find())
            {
                throw new InvalidOperationException($"{Name} missed: only hits are measured here.");
            }
        }
    }
}
