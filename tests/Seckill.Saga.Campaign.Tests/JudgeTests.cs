using Seckill.Sagas.Campaign.Judging;
using Seckill.Sagas.Campaign.Sagas;

namespace Seckill.Sagas.Campaign.Tests;

/// <summary>Every kind of wrong that the campaign is there to find is found.</summary>
public sealed class JudgeTests
{
    private const int Count = 200;
    private readonly Dictionary<int, SagaStatus> _sagas = Enumerable.Range(0, Count).ToDictionary(n => n, n => Plan.Of(n).Status);
    private readonly List<(int Number, Effect Effect)> _journal = [.. Enumerable.Range(0, Count).SelectMany(n => Plan.Of(n).Effects.Select(e => (n, e)))];

    [Fact]
    public void Check_AllAsPlanned_NothingIsBroken() => Assert.Empty(Check());

    [Fact]
    public void Plans_HaveEveryEndingAndEveryPlaceToStandStill()
    {
        var plans = Enumerable.Range(0, 2000).Select(Plan.Of).ToList();

        Assert.Equal(Enum.GetValues<Ending>().Length, plans.Select(p => p.Ending).Distinct().Count());
        Assert.All(Enum.GetValues<Ending>(), ending => Assert.Equal(
            plans.First(p => p.Ending == ending).Calls.Length * 2,
            plans.Where(p => p.Ending == ending).Select(p => (p.Held, p.IsHeldBehind)).Distinct().Count()));
    }

    [Fact]
    public void Check_LostSaga_IsFound()
    {
        _sagas.Remove(7);
        _journal.RemoveAll(e => e.Number == 7);

        Assert.Equal("saga 7 was answered and is lost", Assert.Single(Check()));
    }

    [Fact]
    public void Check_SagaThatWasNeverAnswered_MayBeMissing()
    {
        _sagas.Remove(7);
        _journal.RemoveAll(e => e.Number == 7);

        Assert.Empty(Judge.Check(Enumerable.Range(0, Count).Where(n => n != 7), _sagas, _journal));
    }

    [Fact]
    public void Check_EffectWithoutItsSaga_IsFound()
    {
        _sagas.Remove(7);

        Assert.Equal(2, Check().Count);
    }

    [Theory]
    [InlineData(SagaStatus.Running)]
    [InlineData(SagaStatus.Parked)]
    [InlineData(SagaStatus.Compensating)]
    public void Check_SagaThatHasNotEnded_IsFound(SagaStatus status)
    {
        _sagas[7] = status;

        Assert.Single(Check());
    }

    [Fact]
    public void Check_WrongEnd_IsFound()
    {
        _sagas[7] = _sagas[7] == SagaStatus.Completed ? SagaStatus.Compensated : SagaStatus.Completed;

        Assert.Single(Check());
    }

    [Fact]
    public void Check_DoubledEffect_IsFound()
    {
        _journal.Add(_journal[3]);

        Assert.Single(Check());
    }

    [Fact]
    public void Check_MissingEffect_IsFound()
    {
        _journal.RemoveAt(3);

        Assert.Single(Check());
    }

    [Fact]
    public void Check_UndosInAnotherOrder_AreFound()
    {
        var first = _journal.FindIndex(e => e.Effect.Operation == EffectOperation.Undo);
        (_journal[first], _journal[first + 1]) = (_journal[first + 1], _journal[first]);

        Assert.Single(Check());
    }

    private List<string> Check() => [.. Judge.Check(Enumerable.Range(0, Count), _sagas, _journal)];
}
