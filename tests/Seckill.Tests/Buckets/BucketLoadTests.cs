using Microsoft.Extensions.Time.Testing;
using Seckill.Buckets;
using Seckill.Ids;
using Seckill.Stock;

namespace Seckill.Tests.Buckets;

/// <summary>Who loads a bucket, and who only waits for it.</summary>
public sealed class BucketLoadTests
{
    private readonly BucketRuntime _bucket = new(new BucketKey(SaleId.Parse("s1"), 0), 1, 10, new FakeTimeProvider(), new SeckillOptions());

    [Fact]
    public async Task Whoever_joins_waits_for_the_same_load_and_may_leave_it()
    {
        var end = new TaskCompletionSource();
        var loads = 0;
        var first = _bucket.JoinLoad(LoadAsync);
        using var leaver = new CancellationTokenSource();
        var second = _bucket.JoinLoad(LoadAsync).WaitAsync(leaver.Token);
        await leaver.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(first.IsCompleted);
        end.SetResult();
        await first;
        Assert.Equal(1, loads);
        await _bucket.JoinLoad(LoadAsync);
        Assert.Equal(2, loads);

        Task LoadAsync()
        {
            Interlocked.Increment(ref loads);
            return end.Task;
        }
    }

    [Fact]
    public async Task A_forced_load_comes_behind_the_one_under_way_even_if_that_fails()
    {
        var first = new TaskCompletionSource();
        var failing = _bucket.StartLoad(() => first.Task);
        var isForced = false;
        var forced = _bucket.StartLoad(() =>
        {
            isForced = true;
            return Task.CompletedTask;
        });

        Assert.False(isForced);
        first.SetException(new IOException("injected"));
        await Assert.ThrowsAsync<IOException>(() => failing);
        await forced;
        Assert.True(isForced);
    }
}
