using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Seckill.Ledger;
using Seckill.Testing.Ledger.Model;

namespace Seckill.Testing.Ledger;

/// <summary>
/// Does random sequences of everything that changes orders and stock, with many repeats, to the ledger and to a simple model of it.
/// A failure is shrunk and names its seed; set <c>CsCheck_Seed</c> to it to see the same sequence again.
/// </summary>
public abstract class OrderLedgerModelContract : LedgerContract
{
    /// <summary>Sequences to try.</summary>
    protected virtual long Sequences => 150;

    [Fact]
    public async Task RandomSequences_AnswerAndStandAsTheModelSays() =>
        await LedgerSteps.Sequence.SampleAsync(
            RunAsync,
            writeLine: line => TestContext.Current.TestOutputHelper?.WriteLine(line),
            iter: Sequences,
            threads: 1,
            print: steps => string.Join(Environment.NewLine, steps.AsEnumerable()));

    private async Task RunAsync(LedgerStep[] steps)
    {
        var clock = new FakeTimeProvider(Clock.GetUtcNow());
        await using var ledger = await CreateLedgerAsync(clock);
        var run = await ModelRun.StartAsync(ledger, clock, [NewDraft(6, 2, "phone"), NewDraft(4, 1, "watch")]);
        foreach (var step in steps)
        {
            await step.RunAsync(run);
            await run.CheckAsync();
        }
    }
}
