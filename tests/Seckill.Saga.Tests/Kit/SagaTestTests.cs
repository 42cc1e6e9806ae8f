using Seckill.Testing.Sagas.Kit;

namespace Seckill.Sagas.Tests.Kit;

/// <summary>The test kit for users, on a saga as users write them.</summary>
public sealed class SagaTestTests
{
    private readonly Shop _shop = new();

    [Fact]
    public void Given_NothingGoesWrong_Completes() => Order()
        .WhenEventComes(TestEvents.Paid, new Paid("t1"), TimeSpan.FromMinutes(1))
        .ExpectCompleted()
        .ExpectDone("stock.deduct", "order.create", "stock.sync")
        .ExpectUndone()
        .ExpectPublished(TestEvents.Happened)
        .ExpectEventAnswered(RaiseOutcome.Accepted)
        .ExpectState(s => s.Transaction == "t1", "that the transaction is in the state")
        .ExpectWithin(TimeSpan.FromMinutes(1.1));

    [Fact]
    public void StepFails_FewerTimesThanItIsTried_Completes() => Order()
        .WhenStepFails("order.create", times: 2)
        .WhenEventComes(TestEvents.Paid, new Paid("t1"), TimeSpan.FromMinutes(1))
        .ExpectCompleted()
        .ExpectTries("order.create", 3);

    [Fact]
    public void StepFails_AsOftenAsItIsTried_IsCompensated() => Order()
        .WhenStepFails("order.create", times: 3)
        .ExpectCompensated("a planned failure")
        .ExpectTries("order.create", 3)
        .ExpectDone("stock.deduct")
        .ExpectUndone("stock.deduct")
        .ExpectNotPublished(TestEvents.Happened);

    [Fact]
    public void StepGetsNoAnswer_UntilTriesRunOut_IsUndoneToo() => Order()
        .WhenStepGetsNoAnswer("order.create", times: 3)
        .ExpectCompensated()
        .ExpectUndone("order.create", "stock.deduct");

    [Fact]
    public void StepIsRefused_IsNotTriedAgain() => Order()
        .WhenStepIsRefused("order.create", "limit reached")
        .ExpectCompensated("limit reached")
        .ExpectTries("order.create", 1)
        .ExpectUndone("stock.deduct");

    [Fact]
    public void UndoFails_ForEver_IsParked() => Order()
        .WhenStepIsRefused("order.create", "limit reached")
        .WhenUndoFails("stock.deduct", times: 100)
        .ExpectParkedAt("stock.deduct");

    [Fact]
    public void Deadline_WithoutAnEvent_IsCompensatedInVirtualTime()
    {
        Order().ExpectCompensated().ExpectUndone("order.create", "stock.deduct").ExpectWithin(TimeSpan.FromMinutes(15.1));

        Assert.Equal(["stock", "order", "-order", "-stock"], _shop.Calls);
    }

    [Fact]
    public void Event_BehindTheDeadline_IsLate() => Order()
        .WhenEventComes(TestEvents.Paid, new Paid("t1"), TimeSpan.FromMinutes(16))
        .ExpectCompensated()
        .ExpectEventAnswered(RaiseOutcome.Late);

    [Fact]
    public void Cancelled_WhileItWaits_IsCompensated() => Order()
        .WhenCancelled(TimeSpan.FromMinutes(3), "changed my mind")
        .ExpectCompensated("changed my mind")
        .ExpectUndone("order.create", "stock.deduct");

    [Theory]
    [InlineData("stock.deduct")]
    [InlineData("order.create")]
    [InlineData("stock.sync")]
    public void ProcessDies_BehindAStep_CallsItAgainAndCompletes(string step)
    {
        Order()
            .WhenProcessDiesAfter(step)
            .WhenEventComes(TestEvents.Paid, new Paid("t1"), TimeSpan.FromMinutes(1))
            .ExpectCompleted();

        var call = step[(step.IndexOf('.', StringComparison.Ordinal) + 1)..] switch { "deduct" => "stock", "create" => "order", _ => "sync" };
        Assert.Equal(2, _shop.Calls.Count(c => c == call));
    }

    [Fact]
    public void Expectation_ThatDoesNotHold_TellsTheStory()
    {
        var failure = Assert.Throws<SagaExpectationException>(() => Order().WhenStepIsRefused("order.create", "limit reached").ExpectCompleted());

        Assert.Contains("Expected that the saga completes.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("limit reached", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Undone stock.deduct", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryExpectation_CanFail()
    {
        var bad = Order().WhenStepIsRefused("order.create", "limit reached").ExpectCompensated();

        Assert.Throws<SagaExpectationException>(() => bad.ExpectCompensated("another reason"));
        Assert.Throws<SagaExpectationException>(() => bad.ExpectParkedAt("order.create"));
        Assert.Throws<SagaExpectationException>(() => bad.ExpectWaitingAt("payment"));
        Assert.Throws<SagaExpectationException>(() => bad.ExpectDone("stock.deduct", "order.create"));
        Assert.Throws<SagaExpectationException>(() => bad.ExpectUndone());
        Assert.Throws<SagaExpectationException>(() => bad.ExpectTries("order.create", 2));
        Assert.Throws<SagaExpectationException>(() => bad.ExpectPublished(TestEvents.Happened));
        Assert.Throws<SagaExpectationException>(() => bad.ExpectEventAnswered(RaiseOutcome.Accepted));
        Assert.Throws<SagaExpectationException>(() => bad.ExpectState(s => s.Quantity == 7));
        Assert.Throws<SagaExpectationException>(() => bad.ExpectWithin(TimeSpan.FromTicks(-1)));
        Assert.Throws<SagaExpectationException>(() =>
            Order().WhenEventComes(TestEvents.Paid, new Paid("t1"), TimeSpan.FromMinutes(1)).ExpectNotPublished(TestEvents.Happened));
    }

    [Fact]
    public void StepThatAnswersFromAnotherThread_IsWaitedFor()
    {
        _shop.AnswersFromAnotherThread = true;

        Order().WhenStepIsRefused("order.create", "limit reached").ExpectCompensated().ExpectTries("stock.deduct", 1).ExpectUndone("stock.deduct");
    }

    [Fact]
    public void Plan_OfAnUnknownStep_OrBehindAnExpectation_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Order().WhenStepFails("order.creat", 1));
        Assert.Throws<InvalidOperationException>(() => Order().ExpectCompensated().WhenStepFails("order.create", 1));
    }

    private SagaScenario<OrderState> Order() => SagaTest.Given(Shop.Saga(), new OrderState { Quantity = 2 }).WithService(_shop);

    private sealed class Shop
    {
        public List<string> Calls { get; } = [];

        public bool AnswersFromAnotherThread { get; set; }

        public static SagaDefinition<OrderState> Saga() => Sagas.Saga.Define("order", version: 1, TestJson.Default.OrderState)
            .Step("stock.deduct", static (_, c) => c.Service<Shop>().CallAsync("stock")).Guarded()
                .WithCompensation(static (_, c) => c.Service<Shop>().CallAsync("-stock"))
            .Step("order.create", static (_, c) => c.Service<Shop>().CallAsync("order")).Guarded()
                .WithCompensation(static (_, c) => c.Service<Shop>().CallAsync("-order"))
                .WithRetry(static r => r.Max(3).Exponential(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2)))
                .Publishes(TestEvents.Happened, static _ => new Happened("order"))
            .WaitFor("payment", TestEvents.Paid).Timeout(TimeSpan.FromMinutes(15)).OnEvent(static (s, paid) => s.Transaction = paid.Transaction)
            .Step("stock.sync", static (_, c) => c.Service<Shop>().CallAsync("sync")).Guarded().NothingToUndo()
            .Build();

        private async ValueTask<StepResult> CallAsync(string call)
        {
            lock (Calls)
            {
                Calls.Add(call);
            }

            if (AnswersFromAnotherThread)
            {
                await Task.Yield();
            }

            return StepResult.Ok;
        }
    }
}
