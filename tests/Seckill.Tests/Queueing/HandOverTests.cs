using CsCheck;
using Seckill.Queueing;

namespace Seckill.Tests.Queueing;

public sealed class HandOverTests
{
    [Fact]
    public void Falls_behind_when_the_queue_is_full_and_goes_directly_again_when_the_line_is_read()
    {
        var handOver = new HandOver();
        Assert.True(handOver.TryGoDirectly(1, 10));
        handOver.FallBehind(1, after: 6, last: 10);

        Assert.False(handOver.TryGoDirectly(1, 20));
        Assert.True(handOver.IsWaiting(1, 7));
        Assert.False(handOver.IsWaiting(1, 6));

        handOver.Advance(1, from: 6, to: 10, isEnd: true);
        Assert.True(handOver.IsBehind, "20 was passed over while the relay read up to 10");
        handOver.Advance(1, from: 10, to: 20, isEnd: true);
        Assert.True(handOver.TryGoDirectly(1, 21));
    }

    [Fact]
    public void Load_ends_the_falling_behind_of_an_earlier_epoch_and_a_late_batch_of_that_epoch_changes_nothing()
    {
        var handOver = new HandOver();
        handOver.FallBehind(1, 5, 9);
        Assert.True(handOver.TryGoDirectly(2, 1));
        handOver.FallBehind(2, 3, 4);

        Assert.True(handOver.TryGoDirectly(1, 30));
        handOver.FallBehind(1, 0, 30);

        Assert.Equal((2L, 3L), handOver.Cursor);
        Assert.True(handOver.IsBehind);
    }

    [Fact]
    public void Part_that_fell_behind_further_ahead_while_a_page_was_read_is_read_again()
    {
        var handOver = new HandOver();
        handOver.FallBehind(1, 50, 60);
        handOver.FallBehind(1, 20, 30);

        handOver.Advance(1, from: 50, to: 60, isEnd: true);

        Assert.Equal((1L, 20L), handOver.Cursor);
        Assert.True(handOver.IsBehind);
    }

    /// <summary>Whatever the interleaving of full queues and pages: every number comes to the queue, and in the end straight again.</summary>
    [Fact]
    public void No_number_is_left_in_the_line() =>
        Gen.Select(Gen.Int[1, 8].Array[1, 60], Gen.Int[0, 12].Array[60, 60], Gen.Bool.Array[60, 60]).Sample((batches, room, relays) =>
        {
            var handOver = new HandOver();
            var inLine = 0L;
            var inQueue = new HashSet<long>();
            for (var i = 0; i < batches.Length; i++)
            {
                var (first, last) = (inLine + 1, inLine + batches[i]);
                inLine = last;
                if (handOver.TryGoDirectly(1, last))
                {
                    var taken = Math.Min(batches[i], room[i]);
                    Put(inQueue, first, first + taken - 1);
                    if (taken < batches[i])
                    {
                        handOver.FallBehind(1, first + taken - 1, last);
                    }
                }

                if (relays[i] && handOver.IsBehind)
                {
                    Relay(handOver, inQueue, inLine, room[i]);
                }
            }

            for (var i = 0; handOver.IsBehind; i++)
            {
                Assert.True(i < 1_000);
                Relay(handOver, inQueue, inLine, 5);
            }

            Assert.Equal(inLine, inQueue.Count);
        });

    private static void Relay(HandOver handOver, HashSet<long> inQueue, long inLine, int room)
    {
        var (_, after) = handOver.Cursor;
        var last = Math.Min(inLine, after + room);
        Put(inQueue, after + 1, last);
        handOver.Advance(1, after, last, last == inLine);
    }

    private static void Put(HashSet<long> inQueue, long first, long last)
    {
        for (var number = first; number <= last; number++)
        {
            inQueue.Add(number);
        }
    }
}
