namespace Seckill.Sagas.Benchmarks.Contestants;

/// <summary>What the other engines' handlers call at the end of a saga; a service of their hosts.</summary>
public sealed class EndCounter(Action ended)
{
    public void Count() => ended();
}
