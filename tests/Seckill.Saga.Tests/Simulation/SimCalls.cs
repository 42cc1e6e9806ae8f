using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Calls from outside, to whichever process lives, until one is answered.</summary>
internal sealed class SimCalls(SimLoop loop, SimOwner outside, IReadOnlyList<SimEngine> engines)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly SimTime _time = new(loop, outside);

    /// <summary>Calls made.</summary>
    public int Asked { get; private set; }

    public Task DelayAsync(TimeSpan delay) => Task.Delay(delay, _time);

    public async Task<T> AskAsync<T>(int who, Func<SimEngine, Task<T>> ask, Func<T, bool> isAnswer, TimeSpan? patience = null)
    {
        while (true)
        {
            var living = engines.Where(e => !e.Owner.IsDead).ToList();
            if (living.Count > 0)
            {
                var call = ask(living[(who + Asked++) % living.Count]);
                var first = await Task.WhenAny(call, Task.Delay(patience ?? s_patience, _time));
                if (first == call && call.IsCompletedSuccessfully && isAnswer(call.Result))
                {
                    return call.Result;
                }
            }

            await Task.Delay(s_pause, _time);
        }
    }
}
