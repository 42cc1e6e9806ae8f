using CsCheck;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.Testing.Ledger.Model;

/// <summary>Makes random sequences of steps, with the common ones more often.</summary>
internal static class LedgerSteps
{
    private static readonly Gen<int> s_slot = Gen.Int[0, ModelRun.Slots - 1];
    private static readonly Gen<int> s_sale = Gen.Int[0, 1];
    private static readonly Gen<int> s_adjustment = Gen.Int[0, 2];

    private static readonly Gen<LedgerStep> s_create = Gen.Select(s_slot, Gen.Int[1, 3], Gen.Int[1, 3])
        .Array[1, 5].Select(items => (LedgerStep)new CreateStep(items));

    private static readonly Gen<LedgerStep> s_cancel = Gen.Select(s_slot, Gen.OneOf(EndReason.CancelledByBuyer, EndReason.PaymentTimeout), Gen.Bool, Gen.Bool)
        .Array[1, 3].Select(items => (LedgerStep)new CancelStep(items));

    private static readonly Gen<LedgerStep> s_pay = Gen.Select(s_slot, Gen.Int[0, 7], Gen.OneOf(0, 0, 0, 1))
        .Select((slot, transaction, units) => (LedgerStep)new PayStep(slot, transaction, units));

    private static readonly Gen<LedgerStep> s_adjust = Gen.Select(s_sale, s_adjustment, Gen.OneOf(-5L, -4, -2, 1, 2))
        .Select((sale, id, delta) => (LedgerStep)new AdjustStep(sale, id, delta));

    private static readonly Gen<LedgerStep> s_endAdjust = Gen.Select(s_sale, s_adjustment, Gen.Bool)
        .Select((sale, id, applied) => (LedgerStep)new EndAdjustStep(sale, id, applied));

    private static readonly Gen<LedgerStep> s_rebuild = s_sale.Select(sale => (LedgerStep)new RebuildStep(sale));

    private static readonly Gen<LedgerStep> s_completeReturns = s_slot.Array[1, 8].Select(slots => (LedgerStep)new CompleteReturnsStep(slots));

    private static readonly Gen<LedgerStep> s_sync = s_slot.Array[1, 8].Select(slots => (LedgerStep)new SyncStep(slots));

    private static readonly Gen<LedgerStep> s_move = Gen
        .Select(s_sale, Gen.OneOf(SaleStage.Published, SaleStage.Paused, SaleStage.Published, SaleStage.Closed, SaleStage.Settled))
        .Select((sale, to) => (LedgerStep)new MoveStep(sale, to));

    private static readonly Gen<LedgerStep> s_changeLimit = Gen.Select(s_sale, Gen.Int[1, 4])
        .Select((sale, limit) => (LedgerStep)new ChangeLimitStep(sale, limit));

    private static readonly Gen<LedgerStep> s_advance = Gen.Int[0, 600].Select(seconds => (LedgerStep)new AdvanceStep(seconds));

    public static Gen<LedgerStep[]> Sequence { get; } = Gen.Frequency(
        (8, s_create), (5, s_cancel), (5, s_pay), (3, s_adjust), (4, s_endAdjust), (1, s_rebuild),
        (2, s_completeReturns), (2, s_sync), (1, s_move), (1, s_changeLimit), (1, s_advance)).Array[1, 60];
}
