using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Seckill.Sagas;
using Seckill.Sqlite.Effects;

namespace Seckill.Sqlite.Tests.Effects;

public sealed class SqliteEffectGuardTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly SqliteEffectGuard _guard;

    public SqliteEffectGuardTests()
    {
        _connection.Open();
        SqliteEffectGuard.CreateTable(_connection);
        _guard = new SqliteEffectGuard(_connection, _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _guard.Dispose();
        _connection.Dispose();
    }

    [Fact]
    public async Task Enter_WithoutATransaction_Throws()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _guard.EnterAsync(Key(1), Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _guard.RecordAsync(Key(1), StepResult.Ok, Token));
    }

    [Fact]
    public async Task Record_OfAnythingButAnEnd_Throws()
    {
        using var transaction = _connection.BeginTransaction();

        await Assert.ThrowsAsync<ArgumentException>(async () => await _guard.RecordAsync(Key(1), StepResult.Retry("busy"), Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _guard.RecordAsync(Key(1), StepResult.Unknown("?"), Token));
    }

    [Fact]
    public async Task Guard_ManyEffectsInOneTransaction_AreCommittedOrRolledBackTogether()
    {
        Assert.Equal(3, await ApplyAsync([1, 2, 3], commit: false));
        Assert.Equal(3, await ApplyAsync([1, 2, 3], commit: true));
        Assert.Equal(1, await ApplyAsync([2, 3, 4], commit: true));
    }

    [Fact]
    public async Task Forget_OldOnesOnly_OldestFirst()
    {
        await ApplyAsync([1, 2], commit: true);
        _clock.Advance(TimeSpan.FromHours(1));
        await ApplyAsync([3], commit: true);
        _clock.Advance(TimeSpan.FromHours(1));
        await ApplyAsync([4], commit: true);

        Assert.Equal(2, _guard.Forget(_clock.GetUtcNow() - TimeSpan.FromHours(1), 10));
        Assert.Equal(1, _guard.Forget(_clock.GetUtcNow(), 1));
        Assert.Equal(0, _guard.Forget(_clock.GetUtcNow(), 10));
        Assert.Equal(3, await ApplyAsync([1, 2, 3, 4], commit: true));
    }

    [Fact]
    public void Dispose_LeavesTheConnectionOpen()
    {
        _guard.Dispose();

        using var another = new SqliteEffectGuard(_connection);
        Assert.Equal(System.Data.ConnectionState.Open, _connection.State);
    }

    private static EffectKey Key(int saga) => new(SagaId.Parse($"s{saga}"), "stock.deduct", EffectOperation.Action);

    private async Task<int> ApplyAsync(int[] sagas, bool commit)
    {
        var applied = 0;
        await using var transaction = _connection.BeginTransaction();
        foreach (var saga in sagas)
        {
            await _guard.RunAsync(
                Key(saga),
                _ =>
                {
                    applied++;
                    return ValueTask.FromResult(StepResult.Ok);
                },
                Token);
        }

        await (commit ? transaction.CommitAsync(Token) : transaction.RollbackAsync(Token));
        return applied;
    }
}
