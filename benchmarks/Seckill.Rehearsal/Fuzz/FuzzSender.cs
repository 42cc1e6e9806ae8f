using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Http;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Makes one case after the other from the seed, sends it and has its answer judged.</summary>
internal sealed class FuzzSender(HttpPool pool, HostAddress host, FuzzLaws laws, FuzzWorld world, double raw, int seed)
{
    private const int MostUnavailable = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FuzzJudge _judge = new(laws);
    private readonly long[] _byClass = new long[6];
    private long _sent;

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Case number i is the same in every run with this seed, but for the ids of the world.</summary>
    public async Task SendAsync(int i)
    {
        var dice = new Random(unchecked((seed * 397) ^ i));
        if (dice.NextDouble() < raw)
        {
            await SendRawAsync(RawFuzz.Make(world, dice));
        }
        else
        {
            await SendAsync(Make(dice));
        }

        Interlocked.Increment(ref _sent);
    }

    public void WriteTo(Report report)
    {
        report.Measure("sent", Sent);
        report.Measure("hung up on", _byClass[0]);
        for (var i = 1; i < _byClass.Length; i++)
        {
            report.Measure($"answers {i}xx", _byClass[i]);
        }
    }

    private FuzzCase Make(Random dice) => dice.Next(6) switch
    {
        0 or 1 => PurchaseFuzz.Make(world, dice),
        2 => LookFuzz.Make(world, dice),
        3 => NoticeFuzz.Make(world, dice),
        4 => DeskFuzz.Make(world, dice),
        _ => RouteFuzz.Make(world, dice),
    };

    private async Task SendAsync(FuzzCase one)
    {
        for (var tries = 1; ; tries++)
        {
            var connection = await pool.RentAsync();
            try
            {
                connection.Request.Add(one.Request);
                var answer = await connection.ExchangeAsync(one.IsHead);
                if (answer.Status != 503 || tries == MostUnavailable)
                {
                    laws.Answered.Check(true, () => "");
                    Count(answer.Status);
                    _judge.Judge(one, answer);
                    return;
                }
            }
            catch (Exception e) when (BuyerApi.IsLoss(e))
            {
                // A host may hang up on a body that it will not read; that shows as a loss once, not every time.
                if (tries == MostUnavailable)
                {
                    laws.Answered.Check(false, () => $"{e.Message} for {one}");
                    return;
                }
            }
            finally
            {
                pool.Return(connection);
            }

            await Task.Delay(Pause);
        }
    }

    private async Task SendRawAsync(FuzzCase one)
    {
        var status = await RawSender.SendAsync(host.EndPoint, one.Request);
        Count(status ?? 0);
        laws.Answered.Check(status is not null, () => $"no answer and no end to {one}");

        // Web servers answer 501 and 505 to encodings and versions that they do not have, before any host's code.
        laws.NoCrash.Check(status is null or < 500 or 501 or 505, () => $"{status} to {one}");
    }

    private void Count(int status) => Interlocked.Increment(ref _byClass[Math.Clamp(status / 100, 0, 5)]);
}
