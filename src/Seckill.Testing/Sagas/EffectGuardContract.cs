using Seckill.Sagas;

namespace Seckill.Testing.Sagas;

/// <summary>What <see cref="IEffectGuard"/> promises, and every other guard of effects with it.</summary>
public abstract class EffectGuardContract : IAsyncLifetime
{
    private static readonly SagaId s_saga = SagaId.Parse("saga-1");
    private static readonly EffectKey s_action = new(s_saga, "stock.deduct", EffectOperation.Action);
    private static readonly EffectKey s_undo = new(s_saga, "stock.deduct", EffectOperation.Undo);

    private EffectGuardUnderTest? _guard;

    public async ValueTask InitializeAsync() => _guard = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (_guard is not null)
        {
            await _guard.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Action_Repeated_AppliesOnceAndAnswersTheRecordedResult()
    {
        Assert.Equal((StepResult.Ok, true), await RunAsync(s_action, StepResult.Ok));
        Assert.Equal((StepResult.Ok, false), await RunAsync(s_action, StepResult.Fail("sold out")));
    }

    [Fact]
    public async Task Action_Failed_IsRecordedWithItsReason()
    {
        Assert.Equal((StepResult.Fail("卖完了 '"), true), await RunAsync(s_action, StepResult.Fail("卖完了 '")));
        Assert.Equal((StepResult.Fail("卖完了 '"), false), await RunAsync(s_action, StepResult.Ok));
    }

    [Fact]
    public async Task Action_AsksAgain_WhenTheResultIsNotFinal()
    {
        Assert.True((await RunAsync(s_action, StepResult.Retry("busy"))).Applied);
        Assert.Equal((StepResult.Ok, true), await RunAsync(s_action, StepResult.Ok));
    }

    [Fact]
    public async Task Action_RolledBack_WasNever()
    {
        await RunAsync(s_action, StepResult.Ok, commit: false);

        Assert.Equal((StepResult.Ok, true), await RunAsync(s_action, StepResult.Ok));
    }

    [Fact]
    public async Task Action_ThatAsksAgain_CanBeUndoneBeforeItCame()
    {
        await RunAsync(s_action, StepResult.Retry("busy"));

        Assert.Equal((StepResult.Ok, false), await RunAsync(s_undo, StepResult.Fail("applied!")));
        Assert.False((await RunAsync(s_action, StepResult.Ok)).Applied);
    }

    [Fact]
    public async Task Undo_RolledBack_WasNever()
    {
        await RunAsync(s_action, StepResult.Ok);
        await RunAsync(s_undo, StepResult.Ok, commit: false);

        Assert.Equal((StepResult.Ok, true), await RunAsync(s_undo, StepResult.Ok));
    }

    [Fact]
    public async Task Undo_OfAnAppliedAction_AppliesOnce()
    {
        await RunAsync(s_action, StepResult.Ok);

        Assert.Equal((StepResult.Ok, true), await RunAsync(s_undo, StepResult.Ok));
        Assert.Equal((StepResult.Ok, false), await RunAsync(s_undo, StepResult.Ok));
        Assert.Equal((StepResult.Ok, false), await RunAsync(s_action, StepResult.Fail("no")));
    }

    [Fact]
    public async Task Undo_BeforeItsAction_LeavesATombstone()
    {
        Assert.Equal((StepResult.Ok, false), await RunAsync(s_undo, StepResult.Fail("applied!")));
        Assert.Equal((StepResult.Ok, false), await RunAsync(s_undo, StepResult.Fail("applied!")));

        var (result, applied) = await RunAsync(s_action, StepResult.Ok);

        Assert.False(applied);
        Assert.Equal(StepResultKind.Fail, result.Kind);
    }

    [Fact]
    public async Task Undo_OfAFailedAction_HasNothingToUndo()
    {
        await RunAsync(s_action, StepResult.Fail("sold out"));

        Assert.Equal((StepResult.Ok, false), await RunAsync(s_undo, StepResult.Fail("applied!")));
    }

    [Fact]
    public Task Undo_ThatFailed_IsTriedAgain() => TryAgainAsync(StepResult.Fail("not yet"));

    [Fact]
    public Task Undo_ThatAsksAgain_IsTriedAgain() => TryAgainAsync(StepResult.Retry("not yet"));

    [Fact]
    public async Task Action_RecordedOnce_KeepsItsResultThroughItsUndo()
    {
        await RunAsync(s_action, StepResult.Fail("sold out"));
        await RunAsync(s_undo, StepResult.Ok);

        Assert.Equal((StepResult.Fail("sold out"), false), await RunAsync(s_action, StepResult.Ok));
    }

    [Fact]
    public async Task Action_BehindATombstone_IsRefusedEveryTime_AndTheTombstoneStays()
    {
        await RunAsync(s_undo, StepResult.Ok);

        var first = await RunAsync(s_action, StepResult.Ok);
        Assert.Equal((StepResult.Fail("undone before it came"), false), first);
        Assert.Equal(first, await RunAsync(s_action, StepResult.Ok));
        Assert.Equal((StepResult.Ok, false), await RunAsync(s_undo, StepResult.Fail("applied!")));
    }

    [Fact]
    public async Task Decision_KnowsNeitherUndoNorTombstone_AndIsRecordedOnce()
    {
        var decision = s_action with { Operation = EffectOperation.Decision };
        await RunAsync(s_undo, StepResult.Ok);

        Assert.Equal((StepResult.Fail("no"), true), await RunAsync(decision, StepResult.Fail("no")));
        Assert.Equal((StepResult.Fail("no"), false), await RunAsync(decision, StepResult.Ok));
    }

    [Fact]
    public async Task LateEvents_OfOneWait_AreEffectsOfTheirOwn()
    {
        var late = s_action with { Step = "payment/late/e1" };
        await RunAsync(s_action with { Step = "payment", Operation = EffectOperation.Decision }, StepResult.Ok);

        Assert.Equal((StepResult.Ok, true), await RunAsync(late, StepResult.Ok));
        Assert.Equal((StepResult.Ok, false), await RunAsync(late, StepResult.Fail("no")));
        Assert.True((await RunAsync(late with { Step = "payment/late/e2" }, StepResult.Ok)).Applied);
    }

    [Fact]
    public async Task Keys_OfOtherSagasAndSteps_AreTheirOwn()
    {
        await RunAsync(s_action, StepResult.Ok);

        Assert.True((await RunAsync(s_action with { Step = "order.create" }, StepResult.Ok)).Applied);
        Assert.True((await RunAsync(s_action with { Saga = SagaId.Parse("saga-2") }, StepResult.Ok)).Applied);
        Assert.True((await RunAsync(s_action with { Operation = EffectOperation.Decision }, StepResult.Ok)).Applied);
    }

    [Fact]
    public async Task Action_AndUndo_Racing_NeverLeaveItInPlace()
    {
        for (var i = 0; i < 30; i++)
        {
            var saga = SagaId.Parse($"race-{i}");
            var balance = 0;
            var action = Task.Run(() => RunAsync(s_action with { Saga = saga }, StepResult.Ok));
            var undo = Task.Run(() => RunAsync(s_undo with { Saga = saga }, StepResult.Ok));
            balance += (await action).Applied ? 1 : 0;
            balance -= (await undo).Applied ? 1 : 0;

            Assert.Equal(0, balance);
        }
    }

    /// <summary>Makes a fresh place.</summary>
    protected abstract ValueTask<EffectGuardUnderTest> CreateAsync();

    private async Task TryAgainAsync(StepResult notYet)
    {
        await RunAsync(s_action, StepResult.Ok);

        Assert.Equal((notYet, true), await RunAsync(s_undo, notYet));
        Assert.Equal((StepResult.Ok, true), await RunAsync(s_undo, StepResult.Ok));
        Assert.Equal((StepResult.Ok, false), await RunAsync(s_undo, notYet));
    }

    private Task<(StepResult Result, bool Applied)> RunAsync(EffectKey key, StepResult result, bool commit = true) => _guard!.RunAsync(key, result, commit);
}
